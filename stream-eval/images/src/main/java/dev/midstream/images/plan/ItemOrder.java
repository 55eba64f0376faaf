package dev.midstream.images.plan;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which pairs of an image and a condition a plan shows, and in what order. Item numbers go from 0
 * to {@code size() - 1}; every pair is one item at most.
 */
public sealed interface ItemOrder permits ConditionBlocks, DrawnConditions {
    /** Number of items. */
    int size();

    /** The index of an item's image. */
    int imageOf(int item);

    /** The index of an item's condition. */
    int conditionOf(int item);

    /** The item of an image and a condition; empty if that pair is not shown. */
    OptionalInt itemOf(int image, int condition);

    /** The items of a condition, in ascending order. */
    List<Integer> under(int condition);

    /** How conditions are given to images. */
    Design design();
}
