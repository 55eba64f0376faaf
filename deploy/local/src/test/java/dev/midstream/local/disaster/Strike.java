package dev.midstream.local.disaster;

/**
 * An event of a schedule.
 *
 * @param pause before it, in seconds
 * @param lasting how long it lasts, in seconds
 * @param amount what else the event is drawn with: subtasks, or minutes by which a clock jumps
 * @param next when the next event may begin
 */
record Strike(Event event, int pause, int lasting, int amount, Next next) {
    /** When the next event may begin. */
    enum Next {
        /** When the cluster works again. */
        AFTER_RECOVERY,
        /** While it may still be recovering. */
        AT_ONCE
    }

    @Override
    public String toString() {
        return "after %d s: %s%s%s%s"
                .formatted(
                        pause,
                        event.title(),
                        lasting > 0 ? ", for %d s".formatted(lasting) : "",
                        switch (event) {
                            case RESCALED -> ", %d subtasks".formatted(amount);
                            case CLOCK_JUMPED -> ", %+d min".formatted(amount);
                            default -> "";
                        },
                        next == Next.AT_ONCE ? ", the next at once" : "");
    }
}
