package org.broadsheet.articles.media;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MediaStore {
    private static final RowMapper<Picture> PICTURE = (row, number) -> new Picture(
            HexFormat.of().formatHex(row.getBytes("hash")),
            row.getString("name"),
            row.getInt("width"),
            row.getInt("height"));

    private static final RowMapper<Pictures.File> FILE =
            (row, number) -> new Pictures.File(row.getString("name"), row.getString("type"), row.getBytes("content"));

    private final JdbcClient sql;

    MediaStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** The first name that a picture came with stays. */
    void add(Picture picture, String type, byte[] content, Instant now) {
        sql.sql("""
                insert into articles.media (hash, name, type, width, height, content, added_at)
                values (:hash, :name, :type, :width, :height, :content, :now)
                on conflict (hash) do nothing
                """)
                .param("hash", Picture.bytes(picture.hash()))
                .param("name", picture.name())
                .param("type", type)
                .param("width", picture.width())
                .param("height", picture.height())
                .param("content", content)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Picture> find(String hash) {
        return sql.sql("""
                select hash, name, width, height
                  from articles.media
                 where hash = :hash
                """).param("hash", Picture.bytes(hash)).query(PICTURE).optional();
    }

    Optional<Pictures.File> file(String hash) {
        return sql.sql("""
                select name, type, content
                  from articles.media
                 where hash = :hash
                """).param("hash", Picture.bytes(hash)).query(FILE).optional();
    }
}
