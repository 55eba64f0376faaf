package dev.midstream.local.disaster;

import dev.midstream.local.disaster.Strike.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What happens to a cluster, drawn from a seed: the same on every machine. */
record Schedule(long seed, List<Strike> strikes) {
    private static final int FEWEST_FAULTS = 4;
    private static final int MOST_FAULTS = 6;
    private static final int LONGEST_PAUSE = 4;
    private static final int MOST_MINUTES = 30;
    static final int MOST_SUBTASKS = 3;

    /** Draws four to six faults, all different, and a rescaling somewhere among them. */
    static Schedule of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> faults = new ArrayList<>();
        for (Event event : Event.values()) {
            if (event.isFault()) {
                faults.add(event);
            }
        }
        int count = random.nextInt(FEWEST_FAULTS, MOST_FAULTS + 1);
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strikes.add(strike(faults.remove(random.nextInt(faults.size())), random));
        }
        strikes.add(random.nextInt(count + 1), strike(Event.RESCALED, random));
        return new Schedule(seed, List.copyOf(strikes));
    }

    private static Strike strike(Event event, SplittableRandom random) {
        int pause = random.nextInt(LONGEST_PAUSE + 1);
        int lasting = random.nextInt(event.shortest(), event.longest() + 1);
        int amount =
                switch (event) {
                    case RESCALED -> random.nextInt(1, MOST_SUBTASKS + 1);
                    case CLOCK_JUMPED -> random.nextInt(-MOST_MINUTES, MOST_MINUTES + 1);
                    default -> 0;
                };
        boolean overlaps = random.nextInt(3) == 0;
        return new Strike(
                event, pause, lasting, amount, overlaps ? Next.AT_ONCE : Next.AFTER_RECOVERY);
    }

    boolean has(Event event) {
        return strikes.stream().anyMatch(strike -> strike.event() == event);
    }

    @Override
    public String toString() {
        return strikes.stream()
                .map(strike -> "  " + strike + "\n")
                .collect(Collectors.joining("", "Seed " + seed + "\n", ""));
    }
}
