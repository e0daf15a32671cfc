-- Everything the relay ever stores. docs/relay-operations.md says of each field why; a test compares the two.
-- read, write, place, side and swap are SHA-256 marks of tokens; until is an hour, counted since 1970.

CREATE TABLE box (
    read BLOB NOT NULL PRIMARY KEY,
    write BLOB NOT NULL UNIQUE,
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE mail (
    box BLOB NOT NULL REFERENCES box (read) ON DELETE CASCADE,
    envelope BLOB NOT NULL,
    until INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (box, envelope)
) STRICT;

CREATE TABLE place (
    place BLOB NOT NULL PRIMARY KEY,
    burnt INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE standing (
    place BLOB NOT NULL REFERENCES place (place) ON DELETE CASCADE,
    side BLOB NOT NULL,
    UNIQUE (place, side)
) STRICT;

CREATE TABLE saying (
    place BLOB NOT NULL REFERENCES place (place) ON DELETE CASCADE,
    side BLOB NOT NULL,
    phase INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (place, side, phase)
) STRICT;

CREATE TABLE swap (
    swap BLOB NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT;

CREATE TABLE offer (
    swap BLOB NOT NULL REFERENCES swap (swap) ON DELETE CASCADE,
    side BLOB NOT NULL,
    settled INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (swap, side)
) STRICT;

-- One row of chance, written anew for every deposit that finds no mailbox, no room or nothing new:
-- an answer that came sooner than the others would tell the sender which of these it was.
CREATE TABLE decoy (
    body BLOB NOT NULL
) STRICT;
INSERT INTO decoy VALUES (x'');

CREATE INDEX box_until ON box (until);
CREATE INDEX mail_until ON mail (until);
CREATE INDEX place_until ON place (until);
CREATE INDEX swap_until ON swap (until);
