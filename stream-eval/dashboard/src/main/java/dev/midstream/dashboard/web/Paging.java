package dev.midstream.dashboard.web;

import java.util.List;
import java.util.Map;

/** Which part of a list a query asks for. */
record Paging(int offset, int limit) {
    static final String OFFSET = "offset";
    static final String LIMIT = "limit";
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 5_000;

    /**
     * By the parameters {@code offset} (0) and {@code limit} (1000, at most 5000).
     *
     * @throws IllegalArgumentException if they are no such numbers
     */
    static Paging of(Map<String, List<String>> query) {
        return new Paging(
                number(query, OFFSET, 0, 0, Integer.MAX_VALUE),
                number(query, LIMIT, DEFAULT_LIMIT, 1, MAX_LIMIT));
    }

    private static int number(
            Map<String, List<String>> query, String name, int usual, int least, int most) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(values.get(0));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, least, most);
        }
        throw invalid(name, least, most);
    }

    private static IllegalArgumentException invalid(String name, int least, int most) {
        return new IllegalArgumentException(
                "Invalid %s. Use a number from %d to %d.".formatted(name, least, most));
    }

    <T> Page<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        int to = (int) Math.min(all.size(), (long) from + limit);
        return new Page<>(all.size(), offset, limit, all.subList(from, to));
    }
}
