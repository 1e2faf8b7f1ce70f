package org.broadsheet.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Somebody with a connection of their own who stands in the way of whoever wants to write down something. */
final class InTheWay implements AutoCloseable {
    private final SandboxSettings settings;
    private final Connection connection;

    InTheWay(SandboxSettings settings) throws SQLException {
        this.settings = settings;
        this.connection = connect(settings);
        connection.setAutoCommit(false);
    }

    static Connection connect(SandboxSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.jdbcUrl(), settings.username(), settings.password());
    }

    /** Whoever wants to write it waits until it is let go. */
    void hold(String id) throws SQLException {
        try (var statement =
                connection.prepareStatement("select seq from sandbox.thing where thing_id = ? for update")) {
            statement.setString(1, id);
            statement.execute();
        }
    }

    void holdFaults() throws SQLException {
        run("select fault_id from sandbox.fault for update");
    }

    /** As a reset does it, but it is not done before somebody is let go. */
    void takeAccountsAway() throws SQLException {
        run("delete from sandbox.account");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void untilSomebodyWaits() {
        untilWaiting(1);
    }

    void untilWaiting(int many) {
        Eventually.until(many + " wait", () -> waiting() == many);
    }

    private int waiting() {
        try (var other = connect(settings);
                var statement = other.createStatement();
                var found = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) {
            found.next();
            return found.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void letGo() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
