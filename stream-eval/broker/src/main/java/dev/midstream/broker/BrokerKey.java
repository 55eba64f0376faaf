package dev.midstream.broker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The key with which a broker shows who it is to TLS clients, and its certificate, which they
 * trust.
 *
 * @param keyStore a PKCS #12 file
 * @param password of the key store
 * @param certificate a PEM file
 */
public record BrokerKey(Path keyStore, String password, Path certificate) {
    private static final String PASSWORD = "broker-secret";

    /**
     * Makes a key with the JDK's keytool.
     *
     * @param directory for the two files, created if missing
     * @param name by which clients reach the broker, as a certificate says it: {@code dns:NAME} or
     *     {@code ip:ADDRESS}
     */
    public static BrokerKey create(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path keyStore = directory.resolve("broker.p12");
        Path certificate = directory.resolve("broker.pem");
        keytool(
                keyStore,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=" + name,
                "-storetype",
                "PKCS12");
        keytool(keyStore, "-exportcert", "-rfc", "-file", certificate.toString());
        return new BrokerKey(keyStore, PASSWORD, certificate);
    }

    private static void keytool(Path keyStore, String... arguments) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.command().addAll(List.of(arguments));
        command.command()
                .addAll(
                        List.of(
                                "-alias",
                                "broker",
                                "-keystore",
                                keyStore.toString(),
                                "-storepass",
                                PASSWORD));
        Process process = command.redirectErrorStream(true).start();
        try {
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("Cannot make a key: " + said);
            }
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("Cannot make a key").initCause(e);
        }
    }
}
