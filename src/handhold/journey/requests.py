"""Everything a person can tap, in one place."""

from __future__ import annotations

from handhold.journey.taps_alone import (
    AnswerWish,
    Bind,
    CloseAdore,
    ConfirmAdult,
    Drawer,
    HadBefore,
    Leave,
    LiftLock,
    LookIn,
    MeanIt,
    PutBack,
    Restored,
    SendAdore,
    SendCard,
    SetLock,
    SetQuiet,
    WriteCard,
    WriteNote,
)
from handhold.journey.taps_shared import (
    AnswerAfter,
    CloseAnswer,
    ClosePage,
    CloseRound,
    DropAnswer,
    DropRound,
    EndEvening,
    HeardInPerson,
    JoinLook,
    Lengthen,
    LetGo,
    MeetBarrier,
    PrepareAnswer,
    ProposeStep,
    PutAway,
    PutPlace,
    RoundResult,
    SaidInPerson,
    SaidNoToThis,
    SayNotTonight,
    SayStill,
    SayYes,
    SendFirst,
    SendOpening,
    SendSecond,
    StartLook,
    Stop,
    TakeBack,
    Talked,
    Uncover,
)

__all__ = [
    "AnswerAfter",
    "AnswerWish",
    "Bind",
    "CloseAdore",
    "CloseAnswer",
    "ClosePage",
    "CloseRound",
    "ConfirmAdult",
    "Drawer",
    "DropAnswer",
    "DropRound",
    "EndEvening",
    "HadBefore",
    "HeardInPerson",
    "JoinLook",
    "Leave",
    "Lengthen",
    "LetGo",
    "LiftLock",
    "LookIn",
    "MeanIt",
    "MeetBarrier",
    "PrepareAnswer",
    "ProposeStep",
    "PutAway",
    "PutBack",
    "PutPlace",
    "Request",
    "Restored",
    "RoundResult",
    "SaidInPerson",
    "SaidNoToThis",
    "SayNotTonight",
    "SayStill",
    "SayYes",
    "SendAdore",
    "SendCard",
    "SendFirst",
    "SendOpening",
    "SendSecond",
    "SetLock",
    "SetQuiet",
    "StartLook",
    "Stop",
    "TakeBack",
    "Talked",
    "Uncover",
    "WriteCard",
    "WriteNote",
]

Request = (
    LookIn
    | ConfirmAdult
    | HadBefore
    | Restored
    | AnswerWish
    | WriteNote
    | MeanIt
    | WriteCard
    | SetLock
    | LiftLock
    | PutBack
    | SetQuiet
    | Bind
    | Leave
    | SendCard
    | SendAdore
    | CloseAdore
    | SendOpening
    | SaidInPerson
    | HeardInPerson
    | TakeBack
    | Uncover
    | PrepareAnswer
    | DropAnswer
    | CloseAnswer
    | SaidNoToThis
    | ClosePage
    | Talked
    | Lengthen
    | PutAway
    | PutPlace
    | MeetBarrier
    | ProposeStep
    | SayYes
    | SayNotTonight
    | SayStill
    | Stop
    | EndEvening
    | AnswerAfter
    | StartLook
    | JoinLook
    | SendFirst
    | SendSecond
    | RoundResult
    | DropRound
    | CloseRound
    | LetGo
)
