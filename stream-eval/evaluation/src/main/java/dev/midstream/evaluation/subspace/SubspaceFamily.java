package dev.midstream.evaluation.subspace;

import dev.midstream.SubspaceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The subspaces of one kind, which differ in their number of endpoints.
 *
 * @param about what a subspace of this kind is, for the help
 * @param usual the one that is meant where no number of endpoints is given
 * @param maker makes the one with a given number of endpoints
 */
public record SubspaceFamily(String about, Subspace usual, IntFunction<Subspace> maker) {
    /** A kind with a fixed number of endpoints. */
    static SubspaceFamily of(String about, Subspace only) {
        return new SubspaceFamily(about, only, endpoints -> checked(only, endpoints));
    }

    /**
     * A kind with any number of endpoints.
     *
     * @param maker throws an {@code IllegalArgumentException} for numbers that are not possible
     */
    static SubspaceFamily ofAnySize(String about, Subspace usual, IntFunction<Subspace> maker) {
        return new SubspaceFamily(about, usual, maker);
    }

    private static Subspace checked(Subspace only, int endpoints) {
        if (endpoints != only.endpoints()) {
            throw new IllegalArgumentException(
                    "Invalid number of endpoints: a "
                            + name(only)
                            + " has "
                            + only.endpoints()
                            + ", not "
                            + endpoints
                            + ". Use --subspace simplex for more.");
        }
        return only;
    }

    /** The name that users give. */
    public String name() {
        return name(usual);
    }

    private static String name(Subspace subspace) {
        return subspace.kind().name().toLowerCase(Locale.ROOT);
    }

    /** The kind, as a manifest names it. */
    public SubspaceKind kind() {
        return usual.kind();
    }

    Subspace ofSize(OptionalInt endpoints) {
        return endpoints.isPresent() ? maker.apply(endpoints.getAsInt()) : usual;
    }

    Optional<Subspace> find(int endpoints) {
        try {
            return Optional.of(maker.apply(endpoints));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All names: {@code point, line, curve or simplex}. */
    static String names() {
        List<String> names = Subspace.Kinds.ALL.stream().map(SubspaceFamily::name).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** All kinds with what they are, for the help. */
    public static String summary() {
        return Subspace.Kinds.ALL.stream()
                .map(family -> family.name() + " (" + family.about + ")")
                .collect(Collectors.joining(", "));
    }
}
