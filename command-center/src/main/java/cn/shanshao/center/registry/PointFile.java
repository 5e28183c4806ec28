package cn.shanshao.center.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A photo or a document of a hazard point; its content is fetched by its id.
 *
 * @param paperId the plan or work that the document belongs to; {@code null} for the point itself
 * @param name of the file as it was sent
 * @param takenAt of a photo, by the camera or by who sent it
 * @param lon where the camera stood, only where who sent it wanted that kept; degrees
 * @param lat degrees
 * @param width of a photo, pixels
 * @param height of a photo, pixels
 * @param size bytes
 * @param removedAt {@code null} while it is there
 */
public record PointFile(
        String id,
        String pointId,
        Kind kind,
        @Nullable String paperId,
        String name,
        @Nullable String caption,
        @Nullable Instant takenAt,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable Integer width,
        @Nullable Integer height,
        long size,
        Instant addedAt,
        String addedBy,
        @Nullable Instant removedAt,
        @Nullable String removedBy) {
    /** What it is. */
    public enum Kind {
        /** 照片, kept as JPEG. */
        @JsonProperty("photo")
        PHOTO,
        /** 文件, a PDF. */
        @JsonProperty("document")
        DOCUMENT
    }
}
