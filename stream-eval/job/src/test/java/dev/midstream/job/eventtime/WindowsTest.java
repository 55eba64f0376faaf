package dev.midstream.job.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WindowsTest {
    private final Windows windows = new Windows(10_000, 2000, 500);

    @Test
    void startOf_times_alignedToTheEpoch() {
        assertThat(windows.startOf(0)).isZero();
        assertThat(windows.startOf(9999)).isZero();
        assertThat(windows.startOf(10_000)).isEqualTo(10_000);
    }

    @Test
    void startOf_unknownTimeOrNoWindows_noWindow() {
        assertThat(windows.startOf(PublicationTime.UNKNOWN)).isEqualTo(Windows.NO_WINDOW);
        assertThat(Windows.NONE.startOf(5)).isEqualTo(Windows.NO_WINDOW);
    }

    @Test
    void forgottenAt_window_lastMomentAndLateness() {
        assertThat(windows.lastMoment(10_000)).isEqualTo(19_999);
        assertThat(windows.forgottenAt(10_000)).isEqualTo(20_499);
        assertThat(windows.forgottenAt(Long.MAX_VALUE - 5)).isEqualTo(Long.MAX_VALUE);
    }
}
