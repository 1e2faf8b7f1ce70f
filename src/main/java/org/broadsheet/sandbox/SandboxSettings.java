package org.broadsheet.sandbox;

/** Where the sandbox listens (port 0 is any free one) and where it keeps its books. */
public record SandboxSettings(int port, String jdbcUrl, String username, String password) {
    @Override
    public String toString() {
        return "SandboxSettings[port=" + port + ", jdbcUrl=" + jdbcUrl + ", username=" + username + "]";
    }
}
