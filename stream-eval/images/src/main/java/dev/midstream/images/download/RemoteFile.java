package dev.midstream.images.download;

import java.net.URI;
import java.util.Optional;

/**
 * A file at an address.
 *
 * @param md5 in hexadecimal, as its publisher states it; empty where none is published
 */
record RemoteFile(URI address, Optional<String> md5) {
    static RemoteFile checked(String address, String md5) {
        return new RemoteFile(URI.create(address), Optional.of(md5));
    }

    static RemoteFile unchecked(String address) {
        return new RemoteFile(URI.create(address), Optional.empty());
    }

    /** The last part of the address's path. */
    String name() {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
