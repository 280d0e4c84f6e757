-- "About Kofi" also means events that name him second: who was added to a team, for whom a link was made.
CREATE INDEX audit_events_person_at_id_idx ON audit_events ((data->>'person'), at, id);
