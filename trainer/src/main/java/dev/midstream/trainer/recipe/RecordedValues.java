package dev.midstream.trainer.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Typed values of a record of strings, with defaults for those that are not there. */
public final class RecordedValues {
    private final Map<String, String> record;

    /** The values of a record. */
    public RecordedValues(Map<String, String> record) {
        this.record = Map.copyOf(record);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(record.get(name));
    }

    String text(String name, String absent) {
        return value(name).orElse(absent);
    }

    boolean flag(String name) {
        return value(name).map(Boolean::parseBoolean).orElse(false);
    }

    int integer(String name, int absent) {
        return integer(name).orElse(absent);
    }

    /**
     * The integer of that name; empty if there is none.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public OptionalInt integer(String name) {
        Optional<String> value = value(name);
        try {
            return value.isPresent()
                    ? OptionalInt.of(Integer.parseInt(value.get()))
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            throw unreadable(name, e);
        }
    }

    double number(String name, double absent) {
        try {
            return value(name).map(Double::valueOf).orElse(absent);
        } catch (NumberFormatException e) {
            throw unreadable(name, e);
        }
    }

    /** The constant of an enum, named in any case. */
    <E extends Enum<E>> E constant(String name, E absent) {
        Optional<String> value = value(name);
        return value.isEmpty()
                ? absent
                : Arrays.stream(absent.getDeclaringClass().getEnumConstants())
                        .filter(one -> one.name().equals(value.get().toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> unreadable(name, null));
    }

    private IllegalArgumentException unreadable(String name, @Nullable Throwable cause) {
        return new IllegalArgumentException(name + " is " + record.get(name), cause);
    }
}
