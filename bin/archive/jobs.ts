import type pg from "pg";

/** Work that waits, as it was asked for. Jobs that failed for good stay behind. */
export async function dumpJobs(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `select json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'run_at', j.run_at,
         'max_attempts', j.max_attempts, 'key', j.key, 'priority', j.priority)::text as line
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where j.attempts < j.max_attempts order by j.id`,
  );
  return rows.map(({ line }) => line);
}

export async function loadJobs(client: pg.Client, lines: string): Promise<void> {
  await client.query(
    `select graphile_worker.add_job(r.task, r.payload, r.queue, r.run_at, r.max_attempts, r.key, r.priority)
       from json_to_recordset($1::json) as r(task text, payload json, queue text, run_at timestamptz, max_attempts int, key text, priority int)`,
    [`[${lines.split("\n").join(",")}]`],
  );
}
