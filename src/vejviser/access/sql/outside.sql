-- SPDX-License-Identifier: EUPL-1.2
-- What somebody without an account may ask: one receipt by its reference, one sending by its number, one saved form by its locator.
-- Who calls has shown nothing yet: what is given is sealed, hashed, or says only how far a referral has come. docs/decisions/0018.

-- Whether a referral came from outside and is being written in this moment: until its receipt is there, its parts may be added.
CREATE OR REPLACE FUNCTION outside_is_being_written(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM referrals_referral r WHERE r.id = wanted AND r.sender_id IS NULL)
       AND NOT EXISTS (SELECT FROM referrals_receipt receipt WHERE receipt.referral_id = wanted)
$$;

-- What a form that is sent again is compared with. The content is given, sealed, so that both versions can be shown.
DROP FUNCTION IF EXISTS outside_sending(uuid);
CREATE FUNCTION outside_sending(number uuid)
RETURNS TABLE (id uuid, reference text, received_at timestamptz, key_hash text, digest bytea, opened boolean, content bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.id, r.reference::text, r.received_at, receipt.key_hash::text, receipt.digest,
           r.opened_at IS NOT NULL OR r.state <> 'received' OR r.withdrawn <> '', r.content
    FROM referrals_referral r JOIN referrals_receipt receipt ON receipt.referral_id = r.id
    WHERE r.sending = number AND r.sender_id IS NULL
$$;

-- The sealed parts of a sending that nobody opened: the other half of what is shown.
CREATE OR REPLACE FUNCTION outside_sending_parts(number uuid) RETURNS TABLE (id uuid, kind text, content bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part.id, part.kind::text, part.content
    FROM referrals_referral r JOIN referrals_part part ON part.referral_id = r.id
    WHERE r.sending = number AND r.sender_id IS NULL AND r.opened_at IS NULL AND part.content IS NOT NULL
      AND part.kind IN ('identity', 'contact', 'referrer', 'place_tip')
$$;

-- One receipt. The hash is given for every reference that there is; the caller compares it, or one of nothing, in the same time.
DROP FUNCTION IF EXISTS outside_receipt(text, timestamptz);
CREATE FUNCTION outside_receipt(wanted text, at timestamptz)
RETURNS TABLE (id uuid, key_hash text, headings bytea, valid_until timestamptz, role text, path text, state text, urgency text,
               received_at timestamptz, answer_by timestamptz, opened boolean, is_asked boolean, withdrawn text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.id, receipt.key_hash::text, receipt.headings, receipt.valid_until, r.role::text, r.path::text, r.state::text, r.urgency::text,
           r.received_at, r.answer_by, r.opened_at IS NOT NULL, r.is_asked, r.withdrawn::text
    FROM referrals_referral r JOIN referrals_receipt receipt ON receipt.referral_id = r.id
    WHERE r.reference = wanted AND r.sender_id IS NULL AND receipt.valid_until > at
$$;

CREATE OR REPLACE FUNCTION outside_additions(wanted text, at timestamptz) RETURNS TABLE (card text, added_at timestamptz, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part.card::text, part.at, part.state::text
    FROM referrals_part part JOIN outside_receipt(wanted, outside_additions.at) receipt ON part.referral_id = receipt.id
    WHERE part.kind = 'addition' ORDER BY part.at, part.id
$$;

-- What the desk asked last, sealed; nothing once it was answered.
CREATE OR REPLACE FUNCTION outside_question(wanted text, at timestamptz) RETURNS TABLE (id uuid, content bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part.id, part.content
    FROM referrals_part part JOIN outside_receipt(wanted, outside_question.at) receipt ON part.referral_id = receipt.id
    WHERE part.kind = 'question' AND receipt.is_asked ORDER BY part.at DESC, part.id LIMIT 1
$$;

-- Adds one sealed card to what was sent; an answer ends the desk's waiting. False: there is no such receipt.
CREATE OR REPLACE FUNCTION outside_add(wanted text, part uuid, card text, added_at timestamptz, sealed bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
    SELECT r.id INTO found FROM outside_receipt(wanted, added_at) receipt JOIN referrals_referral r ON r.id = receipt.id
        WHERE r.withdrawn <> 'struck' FOR UPDATE OF r;
    IF found IS NULL OR (SELECT count(*) FROM referrals_part p WHERE p.referral_id = found AND p.kind = 'addition') >= 200 THEN
        RETURN false;
    END IF;
    -- What came before is not added again, and answers no later question.
    IF EXISTS (SELECT FROM referrals_part p WHERE p.id = part AND p.referral_id = found) THEN
        RETURN true;
    END IF;
    INSERT INTO referrals_part (id, referral_id, kind, card, at, state, content, expires_at)
        VALUES (part, found, 'addition', outside_add.card, added_at, 'waiting', sealed, NULL);
    IF outside_add.card = 'answer' THEN
        UPDATE referrals_referral SET is_asked = false WHERE id = found;
    END IF;
    RETURN true;
END
$$;

-- After a version was added to what had been opened: the same one again is told by its digest, and not added twice.
CREATE OR REPLACE FUNCTION outside_version_added(number uuid, new_digest bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE referrals_receipt receipt SET digest = new_digest FROM referrals_referral r
    WHERE receipt.referral_id = r.id AND r.sending = number AND r.sender_id IS NULL
$$;

-- Takes a sending back, or another content in its place, as long as nobody opened it. `expires`: when what is struck is destroyed.
CREATE OR REPLACE FUNCTION outside_replace(number uuid, new jsonb, sealed bytea, new_digest bytea, new_headings bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
    SELECT r.id INTO found FROM referrals_referral r
        WHERE r.sending = number AND r.sender_id IS NULL AND r.opened_at IS NULL AND r.state = 'received' AND r.withdrawn = '' FOR UPDATE;
    IF found IS NULL THEN
        RETURN false;
    END IF;
    DELETE FROM referrals_part part WHERE part.referral_id = found AND part.kind IN ('identity', 'contact', 'referrer', 'place_tip');
    UPDATE referrals_receipt SET digest = new_digest, headings = new_headings WHERE referral_id = found;
    UPDATE referrals_referral SET
        content = sealed, kind = new ->> 'kind', path = new ->> 'path', urgency = new ->> 'urgency', role = new ->> 'role',
        answer_by = (new ->> 'answer_by')::timestamptz, standing = (new ->> 'standing')::smallint,
        may_identify = (new ->> 'may_identify')::boolean, confirm_by = (new ->> 'confirm_by')::timestamptz,
        is_closed = (new ->> 'is_closed')::boolean
        WHERE id = found;
    RETURN true;
END
$$;

-- The parts of the version that takes the place of an earlier one.
CREATE OR REPLACE FUNCTION outside_replace_part(number uuid, part uuid, kind text, at timestamptz, sealed bytea, expires timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO referrals_part (id, referral_id, kind, card, at, state, content, expires_at)
    SELECT part, r.id, outside_replace_part.kind, '', outside_replace_part.at, 'waiting', sealed, expires FROM referrals_referral r
    WHERE r.sending = number AND r.sender_id IS NULL AND r.opened_at IS NULL
      AND outside_replace_part.kind IN ('identity', 'contact', 'referrer', 'place_tip', 'earlier')
$$;

-- Withdraws. By who sent it, before it was opened: struck, and its content is destroyed at `expires`; afterwards a mark. By the person:
-- identity and contact are closed at once, unless a child's protection or an exception keeps it. Gives what happened, null for no receipt.
CREATE OR REPLACE FUNCTION outside_withdraw(wanted text, who text, at timestamptz, expires timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE it referrals_referral%ROWTYPE;
BEGIN
    SELECT r.* INTO it FROM outside_receipt(wanted, outside_withdraw.at) receipt JOIN referrals_referral r ON r.id = receipt.id
        FOR UPDATE OF r;
    IF it.id IS NULL THEN
        RETURN NULL;
    END IF;
    IF it.withdrawn = 'struck' THEN
        RETURN 'struck';
    END IF;
    IF it.opened_at IS NULL AND it.state = 'received' AND (who = 'referrer' OR it.role = 'self') THEN
        UPDATE referrals_referral SET withdrawn = 'struck', withdrawn_at = outside_withdraw.at, state = 'declined', reason = 'error',
            answered_at = outside_withdraw.at, is_closed = true, is_asked = false, expires_at = expires WHERE id = it.id;
        UPDATE referrals_part part SET expires_at = expires WHERE part.referral_id = it.id AND part.content IS NOT NULL;
        RETURN 'struck';
    END IF;
    IF who = 'referrer' THEN
        IF it.withdrawn = '' THEN
            UPDATE referrals_referral SET withdrawn = 'referrer', withdrawn_at = outside_withdraw.at WHERE id = it.id;
        END IF;
        RETURN 'marked';
    END IF;
    UPDATE referrals_referral SET withdrawn = 'person', withdrawn_at = outside_withdraw.at,
        is_closed = is_closed OR path IN ('agreed', 'contact_only', 'self_referral') WHERE id = it.id;
    RETURN CASE WHEN it.path IN ('child', 'exception') THEN 'stays' ELSE 'closed' END;
END
$$;

-- A proof of an address: three for each referral at most.
CREATE OR REPLACE FUNCTION outside_ask_proof(wanted text, proof uuid, token bytea, accepted text, at timestamptz, expires timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid;
BEGIN
    SELECT r.id INTO found FROM outside_receipt(wanted, outside_ask_proof.at) receipt JOIN referrals_referral r ON r.id = receipt.id
        FOR UPDATE OF r;
    IF found IS NULL OR (SELECT count(*) FROM referrals_proof p WHERE p.referral_id = found) >= 3 THEN
        RETURN false;
    END IF;
    INSERT INTO referrals_proof (id, referral_id, digest, organisation, expires_at) VALUES (proof, found, token, accepted, expires);
    RETURN true;
END
$$;

-- Uses a proof, once; gives the referral, or null.
CREATE OR REPLACE FUNCTION outside_prove(token bytea, at timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE it referrals_proof%ROWTYPE;
BEGIN
    UPDATE referrals_proof SET used_at = outside_prove.at
        WHERE digest = token AND used_at IS NULL AND expires_at > outside_prove.at RETURNING * INTO it;
    IF it.id IS NULL THEN
        RETURN NULL;
    END IF;
    IF it.organisation <> '' THEN
        UPDATE referrals_referral SET verified_as = it.organisation, standing = 0 WHERE id = it.referral_id;
    ELSE
        UPDATE referrals_referral SET standing = least(standing, 1) WHERE id = it.referral_id;
    END IF;
    RETURN it.referral_id;
END
$$;

-- A saved form is met by its locator alone.
DROP FUNCTION IF EXISTS outside_saved(bytea);
CREATE FUNCTION outside_saved(wanted bytea)
RETURNS TABLE (id uuid, salt bytea, ciphertext bytea, expires_at timestamptz, reminder uuid, number bytea, number_until timestamptz, tries smallint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT saved.id, saved.salt, saved.ciphertext, saved.expires_at, saved.reminder, saved.number, saved.number_until, saved.tries
    FROM referrals_savedform saved WHERE saved.locator = wanted
$$;

CREATE OR REPLACE FUNCTION outside_save(wanted bytea, new_salt bytea, sealed bytea, expires timestamptz, mail uuid) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO referrals_savedform (id, locator, salt, ciphertext, expires_at, reminder, number, number_until, tries)
    VALUES (gen_random_uuid(), wanted, new_salt, sealed, expires, mail, NULL, NULL, 0)
    ON CONFLICT (locator) DO UPDATE SET salt = new_salt, ciphertext = sealed, expires_at = expires, reminder = mail,
        number = NULL, number_until = NULL, tries = 0
    RETURNING id
$$;

CREATE OR REPLACE FUNCTION outside_save_number(wanted bytea, new_number bytea, until timestamptz, wrong integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE referrals_savedform SET number = new_number, number_until = until, tries = wrong WHERE locator = wanted
$$;

CREATE OR REPLACE FUNCTION outside_forget_reminder(wanted bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE referrals_savedform SET reminder = NULL WHERE locator = wanted
$$;

CREATE OR REPLACE FUNCTION outside_forget(wanted bytea) RETURNS TABLE (id uuid, reminder uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM referrals_savedform saved WHERE saved.locator = wanted RETURNING saved.id, saved.reminder
$$;

-- Whether the desk may read a part, named as kind:card: what was struck, and a closed one of identity or contact, stays shut for everybody,
-- whether it came with the form or was added later.
CREATE OR REPLACE FUNCTION outside_desk_reads(wanted uuid, what text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM referrals_referral r
        WHERE r.id = wanted AND r."to" = access_organisation() AND access_is_intake()
          AND r.withdrawn <> 'struck' AND NOT (r.is_closed AND what IN ('identity:', 'contact:', 'addition:name', 'addition:born', 'addition:citizenship',
              'addition:gender', 'addition:comm', 'addition:talk_with', 'addition:place_unsafe', 'addition:version')))
$$;

-- Whether the user sent a referral: their own parts go in with it.
CREATE OR REPLACE FUNCTION outside_sent_it(wanted uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM referrals_referral r WHERE r.id = wanted AND r.sender_id = access_user() AND r.state = 'received')
$$;
