-- SPDX-License-Identifier: EUPL-1.2
-- What makes the ledger append-only inside the database, whichever role asks, and what makes every write of a guarded table an entry.
-- Functions that write run as the owner of the tables, so that nobody else needs the right to.

-- The time of an entry is the database's, never the writer's; and each new entry waits for its place in the tree.
CREATE OR REPLACE FUNCTION ledger_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION ledger_queue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO ledger_waiting (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- An entry stops waiting only once it has its place.
CREATE OR REPLACE FUNCTION ledger_placed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM gone WHERE NOT EXISTS (SELECT FROM ledger_leaf leaf WHERE leaf.entry_id = gone.entry_id)) THEN
        RAISE EXCEPTION 'an entry without a place in the tree cannot stop waiting' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END $$;

-- One entry for each row that a statement changes. Arguments: the columns that name the case, the row and the section; empty: none.
CREATE OR REPLACE FUNCTION ledger_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    changed jsonb;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := to_jsonb(OLD); ELSE changed := to_jsonb(NEW); END IF;
    INSERT INTO ledger_entry (id, actor, organisation, action, case_id, cases, row_id, sections, purpose)
    VALUES (
        gen_random_uuid(),
        nullif(current_setting('vejviser.user', true), '')::uuid,
        coalesce(current_setting('vejviser.organisation', true), ''),
        TG_TABLE_NAME || ':' || lower(TG_OP),
        (changed ->> nullif(TG_ARGV[0], ''))::uuid,
        '{}',
        (changed ->> nullif(TG_ARGV[1], ''))::uuid,
        coalesce(changed ->> nullif(TG_ARGV[2], ''), ''),
        ''
    );
    RETURN NULL;
END $$;

-- The cases whose access report (section P) the current user may read.
CREATE OR REPLACE FUNCTION ledger_cases() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT DISTINCT pair.case_id FROM access_where('{W,R,c,Wc}') pair WHERE pair.section = 'P' AND access_may_read(pair.case_id, 'P')
$$;

-- What happened to one case, if and only if the current user may read its access report. The ids of other cases of a list stay hidden.
CREATE OR REPLACE FUNCTION ledger_of_case(wanted uuid)
RETURNS TABLE (id uuid, at timestamptz, actor uuid, organisation text, action text, sections text, purpose text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT entry.id, entry.at, entry.actor, entry.organisation::text, entry.action::text, entry.sections::text, entry.purpose::text
    FROM ledger_entry entry
    WHERE (entry.case_id = wanted OR entry.cases @> ARRAY[wanted]) AND access_may_read(wanted, 'P')
$$;
