package dev.midstream.dashboard.web;

import java.util.List;

/**
 * A part of a list; the components are JSON field names.
 *
 * @param total length of the whole list
 * @param offset place of the first item
 * @param limit how many items there are at most
 */
record Page<T>(int total, int offset, int limit, List<T> items) {
    Page {
        items = List.copyOf(items);
    }
}
