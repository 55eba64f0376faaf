package dev.midstream.dashboard;

import dev.midstream.dashboard.web.TlsKey;
import dev.midstream.dashboard.web.Token;
import dev.midstream.dashboard.web.WebAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the page is and who may see it. */
final class WebOptions {
    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on. An address that other machines can reach needs"
                            + " --token-file or --tls-keystore (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Holds a token of at least 16 characters that readers must show: as a bearer"
                            + " token, or as the password of any user.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "A PKCS #12 file with certificate and key: the page is at https.")
    private @Nullable Path tlsKeystore;

    @Option(
            names = "--tls-password-file",
            paramLabel = "FILE",
            description = "Holds the key store's password.")
    private @Nullable Path tlsPasswordFile;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "A line for the reader at the top of the page.")
    private @Nullable String note;

    // Picocli sets the fields.
    @SuppressWarnings("NullAway.Init")
    WebOptions() {}

    /** A line for the reader of the page. */
    Optional<String> note() {
        return Optional.ofNullable(note).filter(text -> !text.isBlank());
    }

    /**
     * The address with its token and key.
     *
     * @throws IllegalArgumentException if a file cannot be used, or others could read
     */
    WebAddress address() {
        Path keystore = tlsKeystore;
        Path password = tlsPasswordFile;
        if ((keystore == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "Give --tls-keystore and --tls-password-file together.");
        }
        Optional<TlsKey> key =
                keystore == null || password == null
                        ? Optional.empty()
                        : Optional.of(TlsKey.read(keystore, password));
        return new WebAddress(host, port, Optional.ofNullable(tokenFile).map(Token::read), key);
    }
}
