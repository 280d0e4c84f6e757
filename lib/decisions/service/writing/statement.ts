/**
 * Everything in one statement, so that it is one transaction whoever sends it: the rows that were not there yet, what
 * their calls carried, how many of each shape there are now, and one hint to open pages. Rows and counts are taken in
 * one order by every writer, so that two of them never wait for each other in a circle.
 */
export const writeDecisions = `
with given as materialized (
  select * from json_to_recordset($1::json) as r(
    environment text, id text, decided_at timestamptz, day date, agent text, agent_id text, action text, resource_type text,
    resource_id text, session_id text, intent text, outcome text, reason text, rule text, rules text[], policy_version int,
    guardrails_version int, epoch int, sequence bigint, action_digest text, shape text, claimed boolean, stale boolean,
    reporter text, inputs_hash text, sample boolean, args text, resource text, context text, session text, omitted boolean,
    masked text[], salt text)
), written as (
  insert into decisions (environment, id, decided_at, agent, agent_id, action, resource_type, resource_id, session_id, intent,
    outcome, reason, rule, rules, policy_version, guardrails_version, epoch, sequence, action_digest, shape, claimed, stale,
    reporter, inputs_hash, sample)
  select environment, id, decided_at, agent, agent_id, action, resource_type, resource_id, session_id, intent,
    outcome, reason, rule, rules, policy_version, guardrails_version, epoch, sequence, action_digest, shape, claimed, stale,
    reporter, inputs_hash, sample from given order by environment, id
  on conflict do nothing returning environment, id
), carried as (
  insert into decision_inputs (environment, id, args, resource, context, session, omitted, masked, salt)
  select g.environment, g.id, g.args::json, g.resource::json, g.context::json, g.session::json, g.omitted, g.masked, g.salt
    from given g join written w on w.environment = g.environment and w.id = g.id
  on conflict do nothing
), counted as (
  insert into decision_counts as c (environment, day, shape, agent, action, outcome, reason, rule, count, last_id, sample)
  select g.environment, g.day, g.shape, g.agent, g.action, g.outcome, g.reason, g.rule, count(*), max(g.id collate "C"), g.sample
    from given g join written w on w.environment = g.environment and w.id = g.id
   group by g.environment, g.day, g.shape, g.agent, g.action, g.outcome, g.reason, g.rule, g.sample
   order by g.environment, g.day, g.shape
  on conflict (environment, day, shape) do update
    set count = c.count + excluded.count, last_id = greatest(c.last_id collate "C", excluded.last_id collate "C")
), hinted as (
  insert into changes (txid, topic, at) select pg_current_xact_id()::text::bigint, 'decisions', now()
   where exists (select from written) returning 1
)
select (select count(*) from written)::int as written, (select count(pg_notify('ambit_changes', '')) from hinted)::int as hints`;
