-- The subject key of the trail under which a request's key is wrapped; NULL: it is wrapped under a
-- key from the root key, as before version 4, until the next start wraps it anew.
ALTER TABLE request_keys ADD COLUMN subject_key INTEGER;
