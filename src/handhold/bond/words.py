"""256 plain, kind words: one byte each, told apart by ear and by their first letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LIST: Final = """
    acorn almond amber anchor apple apricot arrow aspen atlas autumn avocado badger bagel balcony
    balloon bamboo barley basil basket beacon berry bicycle biscuit blanket blossom bonnet book bottle
    breeze bridge broccoli bubble bucket button cabin cactus camel canary candle canoe caramel carpet
    carrot castle cedar celery chalk chestnut chimney cider cinnamon circle citrus cloud clover cobalt
    coconut comet compass copper coral cotton cricket daisy dolphin domino donkey dragon drum duckling
    dumpling eagle easel echo elm ember emerald engine evening falcon feather fennel fern fiddle fig
    finch flannel flute forest fountain freckle galaxy garden garlic gazelle ginger giraffe glacier
    globe goose granite grape gravel guitar hammock harbor harvest hazel heron hexagon hickory hill
    holiday honey horizon igloo indigo island ivory ivy jacket jasmine jigsaw journey juniper kayak
    kettle kiosk kitchen kite kiwi koala ladder lagoon lantern laurel lemon lentil library lilac linen
    lobster lotus lullaby magnet mango maple marble market meadow mercury minnow mirror mitten monday
    moss muffin mustard napkin nectar needle nickel noodle nutmeg oasis oatmeal ocean olive omelet onion
    opal orchard otter oven owl paddle panda paper parsley pebble pencil penguin pepper piano picnic
    pigeon pillow pine planet plum poem pond poppy potato pretzel puffin pumpkin puzzle quail quartz
    quilt quince rabbit radish rainbow raven ribbon river robin rocket rosemary ruby saffron salad
    sandal saturn scarf silver sparrow spoon spruce squirrel summer sunday teapot thimble ticket tiger
    timber toast tomato topaz tractor trumpet tulip turnip turtle umbrella unicorn valley vanilla velvet
    village violin waffle wagon walnut water whale willow window winter yellow yogurt zebra zigzag
"""
WORDS: Final = tuple(_LIST.split())
_NUMBERS: Final = {word: number for number, word in enumerate(WORDS)}


def spell(content: bytes) -> tuple[str, ...]:
    """One word for every byte."""
    return tuple(WORDS[byte] for byte in content)


def read(spoken: Sequence[str]) -> bytes | None:
    """The bytes these words stand for, whatever their case; None when one of them is not on the list."""
    numbers = [_NUMBERS.get(word.casefold()) for word in spoken]
    return None if None in numbers else bytes(number for number in numbers if number is not None)
