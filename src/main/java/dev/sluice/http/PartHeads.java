package dev.sluice.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInputIterator;

/// Reads the heads of parts as the library does; its ways of reading whole requests are not used here.
final class PartHeads extends AbstractFileUpload<Void, DiskFileItem, DiskFileItemFactory> {
    PartHeads() {
        setHeaderCharset(StandardCharsets.UTF_8);
    }

    /// The boundary that a content type names; empty where it names none.
    static byte[] boundary(String contentType) {
        byte[] boundary = new PartHeads().getBoundary(contentType);
        return boundary == null ? new byte[0] : boundary;
    }

    @Override
    public FileItemInputIterator getItemIterator(Void request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Void request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DiskFileItem> parseRequest(Void request) {
        throw new UnsupportedOperationException();
    }
}
