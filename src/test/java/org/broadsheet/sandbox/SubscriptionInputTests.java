package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionInputTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Subscriber subscriber;

    @BeforeEach
    void prepare() throws Exception {
        subscriber = new Subscriber(rehearsal);
    }

    @Nested
    class When_the_input_is_bad {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "items[0][price]=PRICE",
                    "customer=cus_nobody&items[0][price]=PRICE",
                    "customer=PRICE&items[0][price]=PRICE",
                    "customer=CUSTOMER",
                    "customer=CUSTOMER&items=PRICE",
                    "customer=CUSTOMER&items[0]=PRICE",
                    "customer=CUSTOMER&items[0][price]=CUSTOMER",
                    "customer=CUSTOMER&items[0][price][id]=PRICE",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[1][price]=PRICE",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[0][quantity]=0",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[0][quantity]=-1",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[0][quantity]=999999999999999",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[0][quantity]=many",
                    "customer=CUSTOMER&items[0][price]=PRICE&items[0][clear_usage]=true",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_end=yesterday",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_end=1",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_end=999999999999",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_period_days=0",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_period_days=731",
                    "customer=CUSTOMER&items[0][price]=PRICE&trial_period_days=1&trial_end=now",
                    "customer=CUSTOMER&items[0][price]=PRICE&billing_cycle_anchor=1",
                    "customer=CUSTOMER&items[0][price]=PRICE&billing_cycle_anchor=999999999999999",
                    "customer=CUSTOMER&items[0][price]=PRICE&billing_cycle_anchor_config[day_of_month]=32",
                    "customer=CUSTOMER&items[0][price]=PRICE&billing_cycle_anchor_config[hour]=1",
                    "customer=CUSTOMER&items[0][price]=PRICE&billing_cycle_anchor_config[day_of_month]=1&billing_cycle_anchor_config[month]=2",
                    "customer=CUSTOMER&items[0][price]=PRICE&cancel_at=soon",
                    "customer=CUSTOMER&items[0][price]=PRICE&cancel_at=999999999999",
                    "customer=CUSTOMER&items[0][price]=PRICE&collection_method=send_invoice",
                    "customer=CUSTOMER&items[0][price]=PRICE&days_until_due=3",
                    "customer=CUSTOMER&items[0][price]=PRICE&collection_method=send_invoice&days_until_due=-1",
                    "customer=CUSTOMER&items[0][price]=PRICE&currency=usd",
                    "customer=CUSTOMER&items[0][price]=PRICE&default_payment_method=pm_none",
                    "customer=CUSTOMER&items[0][price]=PRICE&payment_behavior=pending_if_incomplete",
                    "customer=CUSTOMER&items[0][price]=PRICE&backdate_start_date=1",
                    "customer=CUSTOMER&items[0][price]=PRICE&add_invoice_items[0][price]=PRICE",
                    "customer=CUSTOMER&items[0][price]=PRICE&metadata=text",
                })
        void a_beginning_is_refused_and_leaves_nothing_behind(String form) throws Exception {
            refused("/v1/subscriptions", form);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "items[0][id]=si_none&items[0][quantity]=2",
                    "items[0][id]=ITEM&items[0][deleted]=true",
                    "items[0][deleted]=true",
                    "items[0][id]=ITEM&items[0][price]=PRICE&items[0][price_data][currency]=eur",
                    "items[0][price]=PRICE",
                    "billing_cycle_anchor=tomorrow",
                    "proration_date=1&items[0][id]=ITEM&items[0][quantity]=2",
                    "cancel_at=now",
                    "cancel_at=1&cancel_at_period_end=true",
                    "pause_collection[behavior]=void&pause_collection[resumes_at]=1",
                    "trial_end=1",
                    "payment_behavior=pending_if_incomplete&description=x",
                })
        void a_change_is_refused_and_changes_nothing(String form) throws Exception {
            var subscription = subscriber.start(subscriber.wish());
            var item = subscription.getItems().getData().getFirst().getId();

            refused("/v1/subscriptions/" + subscription.getId(), form.replace("ITEM", item));
            assertThat(rehearsal.again(subscription).toJson()).isEqualTo(subscription.toJson());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/subscriptions/sub_none/resume?",
                    "/v1/subscriptions/CUSTOMER/migrate?billing_mode[type]=flexible",
                    "/v1/subscription_items?subscription=sub_none&price=PRICE",
                    "/v1/subscription_items/si_none?quantity=1",
                    "/v1/subscription_schedules?",
                    "/v1/subscription_schedules?customer=CUSTOMER",
                    "/v1/subscription_schedules?customer=CUSTOMER&phases[0][items][0][price]=CUSTOMER",
                    "/v1/subscription_schedules?customer=CUSTOMER&phases[0][end_date]=5&phases[0][items][0][price]=PRICE",
                    "/v1/subscription_schedules?customer=CUSTOMER&start_date=5&phases[0][items][0][price]=PRICE",
                    "/v1/subscription_schedules?from_subscription=sub_none",
                    "/v1/subscription_schedules?from_subscription=sub_none&customer=CUSTOMER",
                    "/v1/subscription_schedules?customer=CUSTOMER&phases[0][duration][interval]=day&phases[0][duration][interval_count]=0&phases[0][items][0][price]=PRICE",
                    "/v1/subscription_schedules/sub_sched_none/cancel?",
                    "/v1/subscription_schedules/sub_sched_none/release?",
                    "/v1/invoices/create_preview?",
                    "/v1/invoices/create_preview?customer=CUSTOMER",
                    "/v1/invoices/create_preview?subscription=CUSTOMER",
                    "/v1/invoices/create_preview?customer=CUSTOMER&subscription_details[items][0][price]=si_none",
                    "/v1/invoices/create_preview?customer=CUSTOMER&subscription_details[items]=PRICE",
                })
        void so_is_everything_else(String request) throws Exception {
            var parts = request.split("\\?", 2);
            refused(parts[0].replace("CUSTOMER", subscriber.customer), parts[1]);
        }

        private void refused(String path, String form) throws Exception {
            var events = rehearsal.events().size();
            var answer = rehearsal.api(
                    "POST", path, form.replace("CUSTOMER", subscriber.customer).replace("PRICE", subscriber.price));

            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
            assertThat(answer.body()).contains("\"message\"");
            assertThat(rehearsal.events()).hasSize(events);
        }
    }
}
