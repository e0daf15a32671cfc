"""handhold: for two adults who like each other, and one delicate moment.

The packages, from the ground up; each may import only what stands below it:

    wire        all that crosses between a companion and a relay
    doors       the five ways to the world, as Protocols
    journey · matching · vault · bond · playbooks · wording   the core: pure, no clock, no chance, no I/O
    companion | relay    the two halves
    native | browser     the doors on a computer and in a browser
    rehearsal   doors in memory, the demo, verify
    cli         the command line
"""

__version__ = "0.1.0"
