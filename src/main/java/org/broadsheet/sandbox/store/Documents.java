package org.broadsheet.sandbox.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.broadsheet.sandbox.engine.Doc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON in columns. */
final class Documents {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Documents() {}

    static Doc doc(ResultSet row) throws SQLException {
        return new Doc(object(row.getString("json")), object(row.getString("hidden")));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }

    static String text(JsonNode json) {
        return JSON.writeValueAsString(json);
    }
}
