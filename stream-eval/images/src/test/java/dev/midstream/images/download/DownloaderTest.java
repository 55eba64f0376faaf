package dev.midstream.images.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server of its own, which answers, refuses, redirects and hangs up. */
class DownloaderTest {
    private static final int SIZE = 300_000;

    @TempDir private Path directory;

    private final byte[] content = content();
    private final List<String> ranges = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ExecutorService handlers = Executors.newCachedThreadPool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger stalls = new AtomicInteger();
    private HttpServer server;

    /** How many bytes an answer has before the server hangs up. */
    private int patience = SIZE;

    private static byte[] content() {
        byte[] bytes = new byte[SIZE];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/data.bin", this::answer);
        server.createContext(
                "/moved/data.bin",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/data.bin");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.createContext("/stalling/data.bin", this::stallOnce);
        // A stalled answer must not keep the next one from being given.
        server.setExecutor(handlers);
        server.start();
    }

    @AfterEach
    void stopServer() {
        ended.countDown();
        server.stop(0);
        handlers.shutdownNow();
    }

    private void stallOnce(HttpExchange exchange) throws IOException {
        if (stalls.getAndIncrement() > 0) {
            answer(exchange);
            return;
        }
        exchange.sendResponseHeaders(200, SIZE);
        exchange.getResponseBody().write(content, 0, SIZE / 3);
        exchange.getResponseBody().flush();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String range =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
        ranges.add(range);
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= SIZE) {
            exchange.getResponseHeaders().add("Content-Range", "bytes */" + SIZE);
            exchange.sendResponseHeaders(416, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, SIZE - from);
        exchange.getResponseBody().write(content, from, Math.min(patience, SIZE - from));
        exchange.close();
    }

    private RemoteFile remote(String path) throws Exception {
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        return new RemoteFile(address(path), Optional.of(md5));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private Path fetch(RemoteFile file) throws IOException {
        DownloadListener listener =
                new DownloadListener() {
                    @Override
                    public void begun(String name, OptionalLong bytes, long present) {
                        told.add(name + " " + bytes.orElse(-1) + " from " + present);
                    }

                    @Override
                    public void received(long bytes) {}

                    @Override
                    public void ended() {
                        told.add("ended");
                    }
                };
        return new Downloader(listener, Duration.ofSeconds(1)).fetch(file, directory);
    }

    private List<String> files() {
        return Arrays.stream(directory.toFile().list()).sorted().toList();
    }

    @Test
    void fetch_newFile_isThereWhole() throws Exception {
        assertThat(fetch(remote("/data.bin"))).isEqualTo(directory.resolve("data.bin"));
        assertThat(directory.resolve("data.bin")).hasBinaryContent(content);
        assertThat(files()).containsExactly("data.bin");
        assertThat(told).containsExactly("data.bin 300000 from 0", "ended");
    }

    @Test
    void fetch_fileIsThere_asksForNothing() throws Exception {
        Files.write(directory.resolve("data.bin"), new byte[] {1});
        fetch(remote("/data.bin"));
        assertThat(ranges).isEmpty();
    }

    @Test
    void fetch_movedFile_isFollowed() throws Exception {
        assertThat(fetch(remote("/moved/data.bin"))).hasBinaryContent(content);
    }

    @Test
    void fetch_connectionCutOnce_goesOnWhereItStopped() throws Exception {
        patience = 200_000;
        assertThat(fetch(remote("/data.bin"))).hasBinaryContent(content);
        assertThat(ranges).hasSize(2);
        assertThat(ranges.get(0)).isEmpty();
        assertThat(ranges.get(1)).startsWith("bytes=");
        assertThat(told.get(0)).isEqualTo("data.bin 300000 from 0");
        assertThat(told.get(1)).startsWith("data.bin 300000 from ").doesNotEndWith("from 0");
    }

    @Test
    @Timeout(60)
    void fetch_answerThatStalls_isGivenUpAndResumed() throws Exception {
        assertThat(fetch(remote("/stalling/data.bin"))).hasBinaryContent(content);
        assertThat(stalls.get()).isGreaterThan(1);
        assertThat(ranges.get(0)).startsWith("bytes=");
    }

    @Test
    void fetch_connectionCutAgainAndAgain_keepsWhatCameForTheNextRun() throws Exception {
        patience = 40_000;
        RemoteFile file = remote("/data.bin");
        assertThatThrownBy(() -> fetch(file))
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("Cannot download " + file.address() + ": ")
                .hasMessageEndingWith("Run the command again to resume.");
        assertThat(files()).containsExactly("data.bin.partial");
        assertThat(ranges).hasSize(5);
        patience = SIZE;
        assertThat(fetch(file)).hasBinaryContent(content);
        assertThat(files()).containsExactly("data.bin");
    }

    @Test
    void fetch_wholePartialFile_isTakenAsItIs() throws Exception {
        Files.write(directory.resolve("data.bin.partial"), content);
        assertThat(fetch(remote("/data.bin"))).hasBinaryContent(content);
    }

    @Test
    void fetch_longerPartialFile_beginsAnew() throws Exception {
        Files.write(directory.resolve("data.bin.partial"), new byte[SIZE + 1]);
        assertThat(fetch(remote("/data.bin"))).hasBinaryContent(content);
    }

    @Test
    void fetch_wrongChecksum_isDeletedAndSaid() throws Exception {
        String found = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        RemoteFile file = RemoteFile.checked(address("/data.bin").toString(), "0".repeat(32));
        assertThatThrownBy(() -> fetch(file))
                .hasMessage(
                        "Cannot download "
                                + file.address()
                                + ": its MD5 is "
                                + found
                                + ", not "
                                + "0".repeat(32)
                                + ". What came was deleted; run the command again.");
        assertThat(files()).isEmpty();
    }

    @Test
    void fetch_missingFile_saysWhatToDo() {
        RemoteFile file = RemoteFile.unchecked(address("/none.zip").toString());
        assertThatThrownBy(() -> fetch(file))
                .hasMessage(
                        "Cannot download "
                                + file.address()
                                + ": the server answers 404. Get the data set by hand, and name"
                                + " its directory with --data.");
        assertThat(files()).isEmpty();
    }
}
