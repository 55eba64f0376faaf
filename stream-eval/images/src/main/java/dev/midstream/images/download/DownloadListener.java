package dev.midstream.images.download;

import java.util.OptionalLong;

/** Is told how downloads go on. */
public interface DownloadListener {
    /** A file of so many bytes begins, or goes on with so many of them there already. */
    void begun(String name, OptionalLong bytes, long present);

    /** So many more bytes have come. */
    void received(long bytes);

    /** The file is whole; an archive is unpacked next. */
    void ended();
}
