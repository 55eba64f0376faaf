package dev.midstream.trainer.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Networks that share a name and differ in depth, width, normalisation and classes. Their full
 * names are {@code name[-w<width>][-gn]}.
 */
final class NetworkFamily {
    private static final String DEPTH = "<depth>";
    private static final String VARIANT = "(?:-w(?<width>\\d{1,4}))?(?<group>-gn)?";

    private final String name;
    private final String about;
    private final int defaultWidth;
    private final DeepMaker maker;
    private final Pattern pattern;

    private NetworkFamily(String name, String about, int defaultWidth, DeepMaker maker) {
        this.name = name;
        this.about = about;
        this.defaultWidth = defaultWidth;
        this.maker = maker;
        this.pattern = Pattern.compile(name.replace(DEPTH, "(?<depth>\\d{1,4})") + VARIANT);
    }

    /** Makes a network of a family of one depth. */
    @FunctionalInterface
    interface Maker {
        Network make(int width, Norm norm, int classes);
    }

    /** Makes a network of a family of many depths. */
    @FunctionalInterface
    interface DeepMaker {
        Network make(int depth, int width, Norm norm, int classes);
    }

    /**
     * A family of one depth.
     *
     * @param about what the networks are for, as the help says it
     */
    static NetworkFamily of(String name, String about, int defaultWidth, Maker maker) {
        return new NetworkFamily(
                name,
                about,
                defaultWidth,
                (depth, width, norm, classes) -> maker.make(width, norm, classes));
    }

    /** A family whose names end with the depth. */
    static NetworkFamily ofDepths(String name, String about, int defaultWidth, DeepMaker maker) {
        return new NetworkFamily(name + DEPTH, about, defaultWidth, maker);
    }

    /** The name, with {@code <depth>} where that varies. */
    String name() {
        return name;
    }

    /** Name, purpose and default width. */
    String summary() {
        return name + " (" + about + ", width " + defaultWidth + ")";
    }

    /**
     * The network of this family with that full name; empty if the name is of another family.
     *
     * @throws IllegalArgumentException if the family has no such depth or width
     */
    Optional<Network> named(String fullName, int classes) {
        Matcher matcher = pattern.matcher(fullName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String width = matcher.group("width");
        Norm norm = matcher.group("group") == null ? Norm.BATCH : Norm.GROUP;
        return Optional.of(
                maker.make(
                        name.endsWith(DEPTH) ? Integer.parseInt(matcher.group("depth")) : 0,
                        width == null ? defaultWidth : Integer.parseInt(width),
                        norm,
                        classes));
    }
}
