"""Sizes, counts and times of the wire, in one place: bytes and days, unless the name says otherwise."""

WIRE_VERSION = 1

TOKEN = 32  # read and write tokens, rendezvous places, swap and room ids
ENVELOPE_ID = 16
SIDE = 16

ENVELOPE = 16 * 1024  # every mailbox envelope and every swap deposit: one size tells nothing of its kind
PAIRING_BODY = 2 * 1024  # every pairing message, padded
LIVE_FRAME = 250  # a whole live frame, type byte included

MAIL_DAYS = 14
ROUND_MAIL_DAYS = 21  # a round's letters outlive ordinary mail on the sender's own device, not on the relay
SWAP_DAYS = 21
PLACE_HOURS = 24

ENVELOPES_A_BOX = 64
SIDES_A_PLACE = 2
PHASES_A_PLACE = 8
LIVE_FRAMES_A_SECOND = 20
FRAMES_A_SECOND = 200  # of any other kind, on one connection

BOX_DAYS = 90  # a mailbox that nobody has opened for so long is forgotten, with all in it
BOXES_A_CONNECTION = 4
PLACES_A_CONNECTION = 4
SWAPS_A_CONNECTION = 4
FRAMES_WAITING = 512  # to one connection; a reader slower than that is hung up on, and finds its mail later
CONNECTIONS = 10_000
GREETING_SECONDS = 10  # a connection without a `Hello` is closed after so long
LARGEST_MESSAGE = 32 * 1024  # of a WebSocket; anything larger ends the connection before it is read
STORE_BYTES = 4 * 1024**3
