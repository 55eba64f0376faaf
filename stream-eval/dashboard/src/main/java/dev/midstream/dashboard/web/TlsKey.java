package dev.midstream.dashboard.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A certificate with its key, for HTTPS. */
public final class TlsKey {
    private final KeyStore store;
    private final String password;

    private TlsKey(KeyStore store, String password) {
        this.store = store;
        this.password = password;
    }

    /**
     * The key in a PKCS #12 or JKS file.
     *
     * @param passwordFile a text file that holds the key store's password
     * @throws IllegalArgumentException if the files cannot be read or hold no key
     */
    public static TlsKey read(Path keystore, Path passwordFile) {
        for (Path file : List.of(keystore, passwordFile)) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "Cannot read %s: it does not exist, or access is denied.".formatted(file));
            }
        }
        try {
            String password = Files.readString(passwordFile).strip();
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            if (store.size() == 0) {
                throw new IllegalArgumentException(
                        "Cannot use --tls-keystore %s: it holds no key.".formatted(keystore));
            }
            return new TlsKey(store, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    ("Cannot read --tls-keystore %s: %s. Name a PKCS #12 file, and its password's"
                                    + " file with --tls-password-file.")
                            .formatted(keystore, e.getMessage()),
                    e);
        }
    }

    SslContextFactory.Server contextFactory() {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(store);
        factory.setKeyStorePassword(password);
        return factory;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsKey";
    }
}
