-- SPDX-License-Identifier: EUPL-1.2
-- What row security asks. Each function runs as the owner of the tables, so that a policy never asks a table that it guards itself.
-- Who acts is told by settings that end with the transaction (access.context).

CREATE OR REPLACE FUNCTION access_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('vejviser.user', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION access_organisation() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('vejviser.organisation', true), '') $$;

CREATE OR REPLACE FUNCTION access_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('vejviser.now', true), '')::timestamptz $$;

-- The roles that the user holds now.
CREATE OR REPLACE FUNCTION access_roles() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT held.role::text FROM accounts_roleheld held JOIN accounts_user u ON u.id = held.user_id
    WHERE held.user_id = access_user() AND u.is_active
      AND held.starts <= access_now() AND (held.ends IS NULL OR held.ends > access_now())
$$;

-- The pairs of case and section in which an assignment of the user gives one of the cells.
CREATE OR REPLACE FUNCTION access_where(cells text[]) RETURNS TABLE (case_id uuid, section text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 500 SET search_path = public, pg_temp AS $$
    SELECT assigned.case_id, permitted.section::text
    FROM access_assignment assigned
    JOIN access_permission header ON header.role = assigned.role AND header.section = 'A' AND header.cell <> '-'
    JOIN access_permission permitted ON permitted.role = assigned.role
    WHERE assigned.user_id = access_user()
      AND assigned.role IN (SELECT access_roles())
      AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now())
      AND permitted.cell = ANY (cells)
      AND NOT EXISTS (
          SELECT FROM access_conflictofinterest conflict
          WHERE conflict.case_id = assigned.case_id AND conflict.user_id = assigned.user_id AND conflict.declared_at <= access_now())
$$;

-- The same asked of one row: whether an assignment gives one of the cells there. For rows that are read a case at a time.
CREATE OR REPLACE FUNCTION access_gives(wanted uuid, letter text, cells text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM access_assignment assigned
        JOIN access_permission header ON header.role = assigned.role AND header.section = 'A' AND header.cell <> '-'
        JOIN access_permission permitted ON permitted.role = assigned.role AND permitted.section = letter
        WHERE assigned.case_id = wanted AND assigned.user_id = access_user()
          AND assigned.role IN (SELECT access_roles())
          AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now())
          AND permitted.cell = ANY (cells))
    AND NOT EXISTS (
        SELECT FROM access_conflictofinterest conflict
        WHERE conflict.case_id = wanted AND conflict.user_id = access_user() AND conflict.declared_at <= access_now())
$$;

-- The cases that exist for the user.
CREATE OR REPLACE FUNCTION access_cases() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 200 SET search_path = public, pg_temp AS $$
    SELECT assigned.case_id
    FROM access_assignment assigned
    JOIN access_permission header ON header.role = assigned.role AND header.section = 'A' AND header.cell <> '-'
    WHERE assigned.user_id = access_user()
      AND assigned.role IN (SELECT access_roles())
      AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now())
      AND NOT EXISTS (
          SELECT FROM access_conflictofinterest conflict
          WHERE conflict.case_id = assigned.case_id AND conflict.user_id = assigned.user_id AND conflict.declared_at <= access_now())
$$;

-- Whether one case exists for the user: the same, asked of one row.
CREATE OR REPLACE FUNCTION access_sees(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM access_assignment assigned
        JOIN access_permission header ON header.role = assigned.role AND header.section = 'A' AND header.cell <> '-'
        WHERE assigned.case_id = wanted AND assigned.user_id = access_user()
          AND assigned.role IN (SELECT access_roles())
          AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now()))
    AND NOT EXISTS (
        SELECT FROM access_conflictofinterest conflict
        WHERE conflict.case_id = wanted AND conflict.user_id = access_user() AND conflict.declared_at <= access_now())
$$;

-- Whether the user forms the team of a case.
CREATE OR REPLACE FUNCTION access_leads(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT access_sees(wanted) AND EXISTS (
        SELECT FROM access_assignment assigned
        WHERE assigned.case_id = wanted AND assigned.user_id = access_user() AND assigned.role = 'cmm_coordinator'
          AND assigned.role IN (SELECT access_roles())
          AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now()))
$$;

CREATE OR REPLACE FUNCTION access_is_intake() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM access_roles() held WHERE held IN ('cmm_coordinator', 'cmm_duty_officer')) $$;

CREATE OR REPLACE FUNCTION access_keeps_contacts() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT access_is_intake() OR EXISTS (SELECT FROM access_roles() held WHERE held = 'cmm_hotline') $$;

-- Whether nobody was ever assigned to a case: only then may the one who opens it begin its team.
CREATE OR REPLACE FUNCTION access_is_new(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM access_assignment assigned WHERE assigned.case_id = wanted)
$$;

-- Whether a consent now opens the section to the user's organisation.
CREATE OR REPLACE FUNCTION access_consented(wanted uuid, letter text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM access_consentgrant granted
        WHERE granted.case_id = wanted AND granted.section = letter AND granted.organisation = access_organisation()
          AND granted.starts <= access_now() AND (granted.ends IS NULL OR granted.ends > access_now()))
$$;

-- Up to which instant the section was handed to the user's organisation; null if it was not.
CREATE OR REPLACE FUNCTION access_handed(wanted uuid, letter text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT max(package.frozen_at) FROM access_package package
    WHERE package.case_id = wanted AND package.section = letter AND package.organisation = access_organisation()
      AND package.frozen_at <= access_now() AND package.ends > access_now()
$$;

-- Whether the user reads the whole of a section (the ledger asks this of section P).
CREATE OR REPLACE FUNCTION access_may_read(wanted uuid, letter text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM access_where('{W,R}') pair WHERE pair.case_id = wanted AND pair.section = letter)
    OR (access_consented(wanted, letter) AND EXISTS (
        SELECT FROM access_where('{c,Wc}') pair WHERE pair.case_id = wanted AND pair.section = letter))
$$;

-- The sealed facts of every event of a case that exists for the user: the law is derived from all of them, whoever looks at the result.
CREATE OR REPLACE FUNCTION cases_law_facts(wanted uuid)
RETURNS TABLE (id uuid, number integer, section text, recorded_at timestamptz, facts bytea, corrects_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT entry.id, entry.number, entry.section::text, entry.recorded_at, entry.facts, entry.corrects_id
    FROM cases_entry entry
    WHERE entry.case_id = wanted AND (entry.is_event OR entry.corrects_id IS NOT NULL) AND access_sees(wanted)
    ORDER BY entry.number
$$;

-- Writes the derived rows of a case anew: also those of sections that whoever records may not see.
CREATE OR REPLACE FUNCTION cases_rewrite_derived(wanted uuid, deadlines jsonb, lines jsonb, turns jsonb, grants jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT (access_sees(wanted) OR session_user = current_user) THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cases_deadline WHERE case_id = wanted;
    INSERT INTO cases_deadline (id, case_id, section, kind, day, shown_from, shown_until)
        SELECT gen_random_uuid(), wanted, row.section, row.kind, row.day, row.shown_from, row.shown_until
        FROM jsonb_to_recordset(deadlines) AS row (section text, kind text, day date, shown_from date, shown_until date);
    WITH old AS (DELETE FROM cases_deskline line WHERE line.case_id = wanted RETURNING line.step, line.actor, line.since)
    INSERT INTO cases_deskline (id, case_id, section, step, actor, act_by, since, shown_from, shown_until)
        SELECT gen_random_uuid(), wanted, row.section, row.step, row.actor, row.act_by,
               coalesce((SELECT min(old.since) FROM old WHERE old.step = row.step AND old.actor = row.actor), access_now(), now()),
               row.shown_from, row.shown_until
        FROM jsonb_to_recordset(lines)
            AS row (section text, step text, actor text, act_by date, shown_from date, shown_until date);
    DELETE FROM cases_stageturn WHERE case_id = wanted;
    INSERT INTO cases_stageturn (id, case_id, day, stage)
        SELECT gen_random_uuid(), wanted, row.day, row.stage FROM jsonb_to_recordset(turns) AS row (day date, stage text);
    DELETE FROM access_consentgrant WHERE case_id = wanted;
    INSERT INTO access_consentgrant (id, case_id, organisation, section, starts, ends)
        SELECT gen_random_uuid(), wanted, row.organisation, row.section, row.starts, row.ends
        FROM jsonb_to_recordset(grants) AS row (organisation text, section text, starts timestamptz, ends timestamptz);
END
$$;

-- The sealed identity texts of up to ten cases, for the intake alone, twenty times in 24 hours for each user; each time is written down.
-- Nobody else is told whether somebody is known. A case that the user declared a conflict of interest with stays closed.
CREATE OR REPLACE FUNCTION intake_identities(wanted uuid[])
RETURNS TABLE (case_id uuid, reference text, coordinator text, id uuid, facts bytea, note bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT access_is_intake() THEN
        RAISE insufficient_privilege;
    END IF;
    -- One look-up of a user after the other, so that two at once are counted as two.
    PERFORM FROM accounts_user u WHERE u.id = access_user() FOR UPDATE;
    IF (SELECT count(*) FROM referrals_lookup done WHERE done.user_id = access_user() AND done.at > access_now() - interval '24 hours') >= 20 THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO referrals_lookup (id, user_id, at) VALUES (gen_random_uuid(), access_user(), access_now());
    RETURN QUERY
        SELECT found.id, found.reference::text,
               (SELECT string_agg(DISTINCT u.name::text, ', ')
                FROM access_assignment assigned JOIN accounts_user u ON u.id = assigned.user_id
                WHERE assigned.case_id = found.id AND assigned.role = 'cmm_coordinator'
                  AND assigned.starts <= access_now() AND (assigned.ends IS NULL OR assigned.ends > access_now())),
               entry.id, entry.facts, entry.note
        FROM cases_case found JOIN cases_entry entry ON entry.case_id = found.id
        WHERE found.id = ANY (wanted[1:10]) AND entry.section = 'B'
          AND NOT EXISTS (SELECT FROM cases_entry later WHERE later.corrects_id = entry.id)
          AND NOT EXISTS (
              SELECT FROM access_conflictofinterest conflict
              WHERE conflict.case_id = found.id AND conflict.user_id = access_user() AND conflict.declared_at <= access_now())
        ORDER BY found.id, entry.number;
END
$$;
