package dev.midstream.local.disaster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
    private static final List<Schedule> THIRTY =
            LongStream.rangeClosed(1, 30).mapToObj(Schedule::of).toList();

    @Test
    void of_sameSeed_sameSchedule() {
        assertThat(Schedule.of(7)).isEqualTo(Schedule.of(7)).isNotEqualTo(Schedule.of(8));
    }

    @Test
    void of_anySeed_differentFaultsAndOneRescaling() {
        for (Schedule schedule : THIRTY) {
            List<Event> events = schedule.strikes().stream().map(Strike::event).toList();
            assertThat(events).doesNotHaveDuplicates().contains(Event.RESCALED);
            assertThat(events.size() - 1).isBetween(4, 6);
        }
    }

    @Test
    void of_thirtySeeds_everyEventAndAHundredFaults() {
        Set<Event> events = EnumSet.noneOf(Event.class);
        int faults = 0;
        for (Schedule schedule : THIRTY) {
            for (Strike strike : schedule.strikes()) {
                events.add(strike.event());
                faults += strike.event().isFault() ? 1 : 0;
            }
        }
        assertThat(events).containsExactlyInAnyOrder(Event.values());
        assertThat(faults).isGreaterThanOrEqualTo(100);
    }

    @Test
    void toString_namesTheSeedAndEveryEvent() {
        Schedule schedule = Schedule.of(1);
        assertThat(schedule.toString().lines())
                .hasSize(1 + schedule.strikes().size())
                .startsWith("Seed 1")
                .anyMatch(line -> line.contains("savepoint, and on with other parallelism, "));
    }
}
