package dev.midstream.cli;

/** Names of runs, models and data sets, which become parts of every record. */
public final class RecordNames {

    /** The stream refuses records with a longer name. */
    private static final int MAX_LENGTH = 256;

    private RecordNames() {}

    /**
     * Checks a name.
     *
     * @param option that gives it, for the message
     * @return the name
     * @throws IllegalArgumentException if it cannot be used, with a message for the user
     */
    public static String checked(String option, String name) {
        if (name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "Invalid %s: it is blank or has a line break or another control character. Give a name in one line."
                            .formatted(option));
        }
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "Invalid %s: it has %d characters. Give a name of at most %d."
                            .formatted(option, name.length(), MAX_LENGTH));
        }
        return name;
    }
}
