"""Locks: each person has one on each topic, in their own app. They belong to the person, not to the bond."""

from __future__ import annotations

from dataclasses import replace

from handhold.journey.scene import Scene, without
from handhold.journey.state import Lock, Put, Want, Wish
from handhold.journey.topics import Way


def end_tonight_on(scene: Scene, topic: str) -> Scene:
    """Tonight's step is over, if it was one of this topic."""
    tonight = scene.ours.tonight
    if tonight is None or tonight.topic != topic:
        return scene
    return scene.both(tonight=replace(tonight, over=True, my_still=b"", their_still=b""))


def end_here(scene: Scene, topic: str, put: Put, way: Way = Way.BOTH) -> Scene:
    """My lock answers or ends a talk: nothing on the topic moves until I lift it."""
    scene = scene.put_lock(topic, Lock(put, way, met=True)).put_talk(topic, None)
    scene = end_tonight_on(scene, topic).both(pages=without(scene.ours.pages, topic))
    if put is not Put.CLOSED:
        return scene
    return scene.own(wishes={**scene.mine.wishes, topic: Wish(Want.NO)})


def rest_all(scene: Scene) -> Scene:
    """Every topic that is open rests until its owner opens it: what an app that forgot must assume."""
    resting = {topic: Lock(Put.RESTING) for topic in scene.catalogue.topics}
    return scene.own(locks={**resting, **scene.mine.locks})


def forget_met(scene: Scene) -> Scene:
    """The bond is over: locks stay, what they answered does not."""
    locks = {topic: replace(lock, met=False, lifting=None) for topic, lock in scene.mine.locks.items()}
    return scene.own(locks=locks)
