package dev.midstream.job.kafka;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names of a job's Kafka transactions: {@code midstream-GROUP-SUBMISSION-SINK-SUBTASK-NUMBER}.
 *
 * <p>Every submission has names of its own, so that no job ends the transactions of another, not
 * even of one with the same consumer group. A job that is resumed knows the names of its
 * predecessor from its state. All names of a group have one beginning, which is what an
 * access-control list can name.
 */
public final class TransactionIds {
    private static final int SUBMISSION_BYTES = 6;

    private final String beginning;
    private final String submission;

    private TransactionIds(String groupId, String submission) {
        this.beginning = "midstream-" + groupId + "-";
        this.submission = submission;
    }

    /** Returns the names of a job that is about to be submitted. */
    public static TransactionIds ofSubmission(String groupId) {
        byte[] random = new byte[SUBMISSION_BYTES];
        new SecureRandom().nextBytes(random);
        return new TransactionIds(groupId, HexFormat.of().formatHex(random));
    }

    /** Returns what the names of all transactions of a sink begin with. */
    String prefix(String sink) {
        return beginning + submission + "-" + sink;
    }

    /** Returns whether a name is that of an earlier submission with the same consumer group. */
    boolean isEarlier(String id) {
        return !id.startsWith(beginning + submission)
                && Pattern.matches(
                        Pattern.quote(beginning)
                                + "[0-9a-f]{"
                                + 2 * SUBMISSION_BYTES
                                + "}-[a-z-]+-\\d+-\\d+",
                        id);
    }
}
