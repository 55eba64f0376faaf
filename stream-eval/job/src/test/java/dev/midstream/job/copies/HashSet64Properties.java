package dev.midstream.job.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class HashSet64Properties {
    @Property(tries = 500)
    void addAndRemove_anyHashes_asAnySet(
            @ForAll @Size(max = 60) List<@LongRange(min = -40, max = 40) Long> steps,
            @ForAll @LongRange(min = 0, max = 63) long shift) {
        HashSet64 hashes = new HashSet64(41);
        Set<Long> expected = new HashSet<>();
        for (long step : steps) {
            // Many hashes begin in the same slot.
            long hash = Math.abs(step) << shift | Math.abs(step) | 1L << 62;
            if (step < 0) {
                hashes.remove(hash);
                expected.remove(hash);
            } else {
                hashes.add(hash);
                expected.add(hash);
            }
            assertThat(hashes.size()).isEqualTo(expected.size());
        }
        for (long number = 0; number <= 40; number++) {
            long hash = number << shift | number | 1L << 62;
            assertThat(hashes.contains(hash)).isEqualTo(expected.contains(hash));
        }
    }
}
