package dev.midstream.dashboard.job;

/**
 * The images whose label arrives later, and those labels; the components are JSON field names. All
 * but {@code waiting} count since the job's first start.
 *
 * @param waiting images that wait for their label now
 * @param matched images that got theirs
 * @param expired images whose label did not come in time
 * @param notWaiting images that could not wait, for too many did
 * @param neverMatched labels whose image did not come in time
 */
public record LateLabelsView(
        long waiting, long matched, long expired, long notWaiting, long neverMatched) {}
