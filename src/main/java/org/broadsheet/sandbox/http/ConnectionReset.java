package org.broadsheet.sandbox.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Breaks a connection without an answer. Only a valve comes near enough to Tomcat's socket for that. */
public final class ConnectionReset extends ValveBase {
    static final String ASKED = ConnectionReset.class.getName();

    public ConnectionReset() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(ASKED) != null)
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Reset as ordered"));
    }
}
