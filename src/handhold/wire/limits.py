"""Sizes, counts and times of the wire, in one place. Sizes in bytes, times in days unless the name says otherwise."""

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
