package dev.midstream.images.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDatasetTest {
    private static final DownloadListener SILENT =
            new DownloadListener() {
                @Override
                public void begun(String name, OptionalLong bytes, long present) {}

                @Override
                public void received(long bytes) {}

                @Override
                public void ended() {}
            };

    @TempDir private Path directory;

    private static byte[] tar(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (String name : names) {
                byte[] content = name.getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private List<String> files() {
        return Arrays.stream(directory.toFile().list()).sorted().toList();
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    @Test
    void fetchInto_archive_isUnpackedOnce() throws Exception {
        byte[] content = tar("set/a.bin", "set/deeper/b.bin");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/set.tar.gz",
                exchange -> {
                    exchange.sendResponseHeaders(200, content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/set.tar.gz";
        OpenDataset dataset =
                new OpenDataset("set", List.of(RemoteFile.unchecked(address)), Optional.of("set"));
        try {
            dataset.fetchInto(directory, SILENT);
        } finally {
            server.stop(0);
        }
        assertThat(files()).containsExactly("set");
        assertThat(directory.resolve("set/deeper/b.bin")).hasContent("set/deeper/b.bin");
        // The server is gone: a second time nothing is asked for.
        dataset.fetchInto(directory, SILENT);
    }

    @Test
    void fetchInto_filesUnpackedByHand_asksForNothing() throws Exception {
        write("x-ubyte", new byte[1]);
        new OpenDataset(
                        "set",
                        List.of(RemoteFile.unchecked("http://127.0.0.1:1/x-ubyte.gz")),
                        Optional.empty())
                .fetchInto(directory, SILENT);
        assertThat(files()).containsExactly("x-ubyte");
    }

    @Test
    void unpack_zip_renamesItsDirectory() throws Exception {
        new Archive(write("set.zip", zip("set/a.txt", "set/b.txt"))).unpack("set", directory);
        assertThat(files()).containsExactly("set", "set.zip");
        assertThat(directory.resolve("set/b.txt")).hasContent("set/b.txt");
    }

    @Test
    void unpack_leftoversOfAnInterruptedAttempt_areDeleted() throws Exception {
        Path leftover = Files.createDirectories(directory.resolve(".unpacking-set-123/set"));
        Files.writeString(leftover.resolve("a.txt"), "half");
        Path other = Files.createDirectories(directory.resolve(".unpacking-others-123"));

        new Archive(write("set.zip", zip("set/a.txt", "set/b.txt"))).unpack("set", directory);

        assertThat(leftover.getParent()).doesNotExist();
        assertThat(directory.resolve("set/a.txt")).exists();
        // Of another data set, which another process may be unpacking.
        assertThat(other).exists();
    }

    @Test
    void unpack_damagedZip_leavesNothing() throws Exception {
        byte[] content = zip("set/a.txt");
        content[50] ^= 1;
        Archive archive = new Archive(write("set.zip", content));
        assertThatThrownBy(() -> archive.unpack("set", directory))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Cannot unpack " + archive.file() + ": ")
                .hasMessageEndingWith(". Delete it and run the command again.");
        assertThat(files()).containsExactly("set.zip");
    }

    @Test
    void unpack_entryOutside_isRefused() throws Exception {
        Archive archive = new Archive(write("set.tar.gz", tar("set/a", "set/../../evil")));
        assertThatThrownBy(() -> archive.unpack("set", directory))
                .hasMessageContaining("it holds set/../../evil, which lies outside");
        assertThat(files()).containsExactly("set.tar.gz");
        assertThat(directory.getParent().resolve("evil")).doesNotExist();
    }

    @Test
    void fetch_notOpenlyAvailable_saysWhatIs() {
        assertThatThrownBy(() -> Downloads.fetch("imagenet", directory, SILENT))
                .hasMessage(
                        "Cannot download data set imagenet: it is not openly available. Those that"
                                + " are: cifar10, cifar100, fashion-mnist, tiny-imagenet.");
    }
}
