package dev.midstream.trainer.network;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The networks that can be asked for by name. */
public final class Networks {
    private static final Pattern CRESNET = Pattern.compile("cresnet(\\d{1,4})(?:-w(\\d{1,4}))?");
    private static final int DEFAULT_WIDTH = 16;

    private Networks() {}

    /**
     * The network of that name: {@code cresnet<depth>} (width 16) or {@code
     * cresnet<depth>-w<width>}.
     *
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    public static Network named(String name, int classes) {
        Matcher matcher = CRESNET.matcher(name.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Unknown network: "
                            + name
                            + ". Use cresnet<depth> or cresnet<depth>-w<width>, for instance"
                            + " cresnet20 or cresnet8-w32.");
        }
        String width = matcher.group(2);
        return new CifarResNet(
                Integer.parseInt(matcher.group(1)),
                width == null ? DEFAULT_WIDTH : Integer.parseInt(width),
                classes);
    }
}
