package dev.midstream.images.download;

import java.util.OptionalLong;

/** Receives the progress of downloads. */
public interface DownloadListener {
    /** The download of a file starts, or resumes after the bytes that are present. */
    void begun(String name, OptionalLong bytes, long present);

    /** More bytes were received. */
    void received(long bytes);

    /** The file is complete; if it is an archive, it is unpacked next. */
    void ended();
}
