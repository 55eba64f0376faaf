package dev.midstream.job.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CopyKeyTest {
    private static final int IMAGES = 100_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 64})
    void getKey_manyImages_subtasksGetNearlyEquallyMany(int subtasks) {
        CopyKey keys = new CopyKey();
        int[] images = new int[subtasks];
        for (int i = 0; i < IMAGES; i++) {
            int key = keys.getKey(CopiesOperator.image("run", "image-" + i));
            images[
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            key, CopiesOperator.MAX_PARALLELISM, subtasks)]++;
        }
        int most = IntStream.of(images).max().orElseThrow();
        assertThat(most).isLessThan(IMAGES / subtasks * 110 / 100);
    }
}
