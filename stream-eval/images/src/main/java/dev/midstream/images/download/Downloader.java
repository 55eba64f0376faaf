package dev.midstream.images.download;

import dev.midstream.images.Digests;
import dev.midstream.images.FileFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Downloads files over HTTP. Received bytes are kept next to the target as {@code NAME.partial};
 * the next attempt, in this or a later run, requests only the rest. The target appears complete and
 * with the right checksum, or not at all.
 */
final class Downloader {
    private static final int ATTEMPTS = 5;
    private static final int BUFFER = 1 << 16;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client;
    private final DownloadListener listener;
    private final Duration timeout;

    Downloader(DownloadListener listener) {
        this(listener, TIMEOUT);
    }

    /** A downloader that waits this long for a connection, an answer and each part of it. */
    Downloader(DownloadListener listener, Duration timeout) {
        this.listener = listener;
        this.timeout = timeout;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(timeout)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
    }

    /**
     * Downloads a file into a directory, unless it is there.
     *
     * @return the file
     * @throws DownloadException if the server refuses, the connection fails repeatedly, or the
     *     checksum is wrong
     */
    Path fetch(RemoteFile file, Path directory) throws IOException {
        Path target = directory.resolve(file.name());
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(directory);
        Path partial = directory.resolve(file.name() + ".partial");
        receive(file, partial);
        check(file, partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        listener.ended();
        return target;
    }

    private void receive(RemoteFile file, Path partial) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                request(file, partial);
                return;
            } catch (DownloadException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    String reason = FileFailures.reason(e);
                    throw new DownloadException(
                            file.address(), reason + ". Run the command again to resume.", e);
                }
            }
        }
    }

    private void request(RemoteFile file, Path partial) throws IOException {
        long present = Files.exists(partial) ? Files.size(partial) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(file.address()).timeout(timeout);
        if (present > 0) {
            request.header("Range", "bytes=" + present + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> copy(file, response, body, partial, 0);
                case 206 -> copy(file, response, body, partial, present);
                // All of it is there already, or it is not what the server has.
                case 416 -> restartUnlessWhole(file, response, partial, present);
                default ->
                        throw new DownloadException(
                                file.address(),
                                "the server answers "
                                        + response.statusCode()
                                        + ". Get the data set by hand, and name its directory with"
                                        + " --data.");
            }
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(request.uri(), "it was interrupted.", e);
        }
    }

    private void copy(
            RemoteFile file,
            HttpResponse<InputStream> response,
            InputStream body,
            Path partial,
            long present)
            throws IOException {
        OptionalLong rest = response.headers().firstValueAsLong("Content-Length");
        OptionalLong total = rest.isPresent() ? OptionalLong.of(present + rest.getAsLong()) : rest;
        listener.begun(file.name(), total, present);
        StandardOpenOption mode =
                present > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream output =
                        Files.newOutputStream(
                                partial,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                mode);
                StallWatch watched = new StallWatch(body, timeout)) {
            for (int n = watched.read(buffer); n >= 0; n = watched.read(buffer)) {
                output.write(buffer, 0, n);
                listener.received(n);
            }
        }
    }

    private static void restartUnlessWhole(
            RemoteFile file, HttpResponse<InputStream> response, Path partial, long present)
            throws IOException {
        String whole = "bytes */" + present;
        if (!response.headers().firstValue("Content-Range").orElse("").equals(whole)) {
            Files.delete(partial);
            throw new IOException("the server cannot resume " + file.name());
        }
    }

    private static void check(RemoteFile file, Path partial) throws IOException {
        if (file.md5().isEmpty()) {
            return;
        }
        String expected = file.md5().get();
        String found = Digests.md5(partial);
        if (!found.equals(expected)) {
            Files.delete(partial);
            throw new DownloadException(
                    file.address(),
                    "its MD5 is "
                            + found
                            + ", not "
                            + expected
                            + ". What came was deleted; run the command again.");
        }
    }
}
