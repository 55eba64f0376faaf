package dev.midstream.engine.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.InputLayout;
import dev.midstream.OutputType;
import dev.midstream.engine.Batching;
import dev.midstream.schemas.model.InvalidModelException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SharedNetworksTest {
    private static final NetworkFormat FORMAT =
            new NetworkFormat(
                    new ImageInput("images", InputLayout.NHWC, 1, 1, 2, Optional.empty()),
                    new ClassOutput("logits", OutputType.LOGITS));
    private static final Batching BATCH = new Batching(4, 1);

    @TempDir private Path directory;
    private final List<Summing> opened = new ArrayList<>();

    @Test
    void scorer_manyThreadsAtOnce_oneNetworkUntilTheLastCloses() throws Exception {
        SharedNetworks networks = new SharedNetworks(LayoutFiles.in(directory));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<BatchScorer>> opening = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opening.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return scorer(networks, "a");
                                }));
            }
            start.countDown();
            List<BatchScorer> scorers = new ArrayList<>();
            for (Future<BatchScorer> scorer : opening) {
                scorers.add(scorer.get());
            }
            assertThat(opened).hasSize(1);
            for (BatchScorer scorer : scorers) {
                assertThat(opened.get(0).closed).isFalse();
                assertThat(scorer.score(new byte[] {1, 2}, 1)).containsExactly(3);
                scorer.close();
                scorer.close();
            }
            assertThat(opened.get(0).closed).isTrue();
            assertThat(networks.size()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void scorer_otherKey_anotherNetwork() throws Exception {
        SharedNetworks networks = new SharedNetworks(LayoutFiles.in(directory));
        try (BatchScorer one = scorer(networks, "a");
                BatchScorer other = scorer(networks, "b")) {
            assertThat(one).isNotSameAs(other);
            assertThat(opened).hasSize(2);
        }
        assertThat(opened).allMatch(network -> network.closed);
    }

    @Test
    void scorer_networkThatCannotBeRun_closedAndTriedAgain() throws Exception {
        SharedNetworks networks = new SharedNetworks(LayoutFiles.in(directory));
        assertThatThrownBy(
                        () ->
                                networks.scorer(
                                        key("a"),
                                        FORMAT,
                                        BATCH,
                                        () -> {
                                            Summing network = new Summing();
                                            opened.add(network);
                                            network.failing = true;
                                            return network;
                                        }))
                .hasMessage("broken");
        assertThat(opened.get(0).closed).isTrue();
        assertThat(networks.size()).isZero();
        scorer(networks, "a").close();
        assertThat(opened).hasSize(2);
    }

    @Test
    void scorer_askedByAnEarlierProcess_notAskedAgain() throws Exception {
        scorer(new SharedNetworks(LayoutFiles.in(directory)), "a").close();
        BatchScorer again = scorer(new SharedNetworks(LayoutFiles.in(directory)), "a");

        assertThat(opened.get(0).runs).isGreaterThan(5);
        // The first run says how many points and classes answer.
        assertThat(opened.get(1).runs).isEqualTo(1);
        assertThat(again.score(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5))
                .containsExactly(3, 7, 11, 15, 19);
    }

    @Test
    void scorer_damagedFile_askedAgainAndMended() throws Exception {
        scorer(new SharedNetworks(LayoutFiles.in(directory)), "a").close();
        String kept = Files.readString(directory.resolve("a"));
        for (String damaged : List.of("", "4", "4: 0 9", "4: 1 0", "4: x", "4:")) {
            Files.writeString(directory.resolve("a"), damaged);
            scorer(new SharedNetworks(LayoutFiles.in(directory)), "a").close();
            assertThat(directory.resolve("a")).hasContent(kept);
        }
    }

    private BatchScorer scorer(SharedNetworks networks, String name) throws InvalidModelException {
        return networks.scorer(
                key(name),
                FORMAT,
                BATCH,
                () -> {
                    Summing network = new Summing();
                    opened.add(network);
                    return network;
                });
    }

    private NetworkKey key(String name) {
        return new NetworkKey(directory, name);
    }

    /** The sum of an image's bytes. */
    private static final class Summing implements BatchedNetwork {
        private int runs;
        private boolean closed;
        private boolean failing;

        @Override
        public Answers answer(ByteBuffer pixels, int images) throws InvalidModelException {
            if (failing) {
                throw new InvalidModelException("broken");
            }
            runs++;
            float[] values = new float[images];
            for (int i = 0; i < images; i++) {
                values[i] = pixels.get(2 * i) + pixels.get(2 * i + 1);
            }
            return new Answers(values, 1, 1);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
