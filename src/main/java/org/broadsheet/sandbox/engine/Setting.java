package org.broadsheet.sandbox.engine;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be set about how the sandbox behaves: whoever needs another one adds a line here and reads it. */
public enum Setting {
    /** Days after which a failed renewal is tried again. */
    RETRY_DAYS("3,5,7", "([1-9]\\d{0,2}(,[1-9]\\d{0,2}){0,9})?", "a list of days such as 3,5,7, or nothing"),
    /** What becomes of a subscription when nothing helped. */
    AFTER_RETRIES("cancel", "cancel|unpaid|past_due", "cancel, unpaid or past_due"),
    /** Whether what is there is paid out day by day, or when somebody asks. */
    PAYOUT_SCHEDULE("daily", "daily|manual", "daily or manual"),
    /** Why the account's bank sends the next payouts back. */
    PAYOUT_FAILURE(
            "none",
            "none|account_closed|account_frozen|bank_account_restricted|could_not_process|insufficient_funds|no_account",
            "none, account_closed, account_frozen, bank_account_restricted, could_not_process, insufficient_funds or no_account"),
    /** What banks decide about evidence that does not itself say how its dispute ends. */
    DISPUTE_OUTCOME("lost", "lost|won", "lost or won"),
    /** What becomes of the subscription whose payment is disputed. */
    AFTER_DISPUTE("keep", "keep|cancel", "keep or cancel"),
    /** Whether a card changed in the portal is the customer's alone, or also that of subscriptions with one of their own. */
    PORTAL_PM_BEHAVIOUR("customer", "customer|repoint", "customer or repoint"),
    /** Seconds of wall time after which a webhook that was not taken is sent again. */
    WEBHOOK_RETRY_SECONDS(
            "1,5,30,120,600,3600",
            "(\\d{1,5}(,\\d{1,5}){0,19})?",
            "a list of at most 20 seconds such as 1,5,30, or nothing");

    private final String usual;
    private final Pattern allowed;
    private final String described;

    Setting(String usual, String allowed, String described) {
        this.usual = usual;
        this.allowed = Pattern.compile(allowed);
        this.described = described;
    }

    /** As it is called in forms and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String usual() {
        return usual;
    }

    public String described() {
        return described;
    }

    /** All values, if they are a few words. */
    public List<String> choices() {
        return allowed.pattern().matches("[a-z_]+(\\|[a-z_]+)+")
                ? List.of(allowed.pattern().split("\\|"))
                : List.of();
    }

    public boolean allows(String value) {
        return allowed.matcher(value).matches();
    }
}
