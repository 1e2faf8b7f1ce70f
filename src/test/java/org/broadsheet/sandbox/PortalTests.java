package org.broadsheet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.billingportal.Configuration;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationListParams;
import com.stripe.param.billingportal.ConfigurationRetrieveParams;
import com.stripe.param.billingportal.ConfigurationUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalTests {
    @RegisterExtension
    final Rehearsal rehearsal = Rehearsal.fresh();

    private Customer customer;

    @BeforeEach
    void somebody() throws Exception {
        customer = rehearsal
                .stripe
                .v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("elif@example.org")
                        .build());
    }

    @Nested
    class Without_a_configuration {
        @Test
        void the_first_session_saves_a_default_one() throws Exception {
            var session = open(SessionCreateParams.builder().setReturnUrl("http://localhost:9/account"));

            assertThat(session.getUrl()).startsWith(rehearsal.sandbox.address() + "/p/session/test_");
            assertThat(session.getReturnUrl()).isEqualTo("http://localhost:9/account");
            assertThat(session.getConfigurationObject().getIsDefault()).isTrue();
            assertThat(session.getFlow()).isNull();
            assertThat(rehearsal.types())
                    .containsSubsequence("billing_portal.configuration.created", "billing_portal.session.created");
        }

        @Test
        void later_ones_use_it_again() throws Exception {
            var first = open(SessionCreateParams.builder());
            var second = open(SessionCreateParams.builder());

            assertThat(second.getConfiguration()).isEqualTo(first.getConfiguration());
            assertThat(second.getUrl()).isNotEqualTo(first.getUrl());
            assertThat(list(ConfigurationListParams.builder().setIsDefault(true)))
                    .isEqualTo(1);
            assertThat(list(ConfigurationListParams.builder().setIsDefault(false)))
                    .isZero();
        }

        @Test
        void the_default_one_can_be_changed_but_not_put_away() throws Exception {
            var id = open(SessionCreateParams.builder()).getConfiguration();
            var changed = configurations()
                    .update(
                            id,
                            ConfigurationUpdateParams.builder()
                                    .setDefaultReturnUrl("http://localhost:9/back")
                                    .build());

            assertThat(changed.getDefaultReturnUrl()).isEqualTo("http://localhost:9/back");
            assertThat(open(SessionCreateParams.builder()).getReturnUrl()).isEqualTo("http://localhost:9/back");
            assertThat(refusal("/v1/billing_portal/configurations/" + id, "active=false"))
                    .contains("cannot be deactivated");
        }
    }

    @Nested
    class A_configuration {
        private Configuration configuration;
        private Price small;
        private Price large;

        @BeforeEach
        void configure() throws Exception {
            small = price(500);
            large = price(1000);
            configuration = configurations()
                    .create(ConfigurationCreateParams.builder()
                            .setBusinessProfile(ConfigurationCreateParams.BusinessProfile.builder()
                                    .setHeadline("The Meridian")
                                    .build())
                            .setFeatures(ConfigurationCreateParams.Features.builder()
                                    .setInvoiceHistory(ConfigurationCreateParams.Features.InvoiceHistory.builder()
                                            .setEnabled(true)
                                            .build())
                                    .setSubscriptionUpdate(
                                            ConfigurationCreateParams.Features.SubscriptionUpdate.builder()
                                                    .setEnabled(true)
                                                    .addDefaultAllowedUpdate(
                                                            ConfigurationCreateParams.Features.SubscriptionUpdate
                                                                    .DefaultAllowedUpdate.PRICE)
                                                    .addProduct(product(small))
                                                    .addProduct(product(large))
                                                    .build())
                                    .build())
                            .putMetadata("for", "members")
                            .build());
        }

        @Test
        void is_as_it_was_wished_and_off_where_nothing_was_said() throws Exception {
            assertThat(configuration.getActive()).isTrue();
            assertThat(configuration.getIsDefault()).isFalse();
            assertThat(configuration.getMetadata()).containsEntry("for", "members");
            assertThat(configuration.getFeatures().getInvoiceHistory().getEnabled())
                    .isTrue();
            assertThat(configuration.getFeatures().getSubscriptionCancel().getEnabled())
                    .isFalse();
            assertThat(rehearsal.types()).contains("billing_portal.configuration.created");
        }

        @Test
        void shows_its_products_only_when_asked() throws Exception {
            assertThat(configuration.getFeatures().getSubscriptionUpdate().getProducts())
                    .isNull();
            var asked = configurations()
                    .retrieve(
                            configuration.getId(),
                            ConfigurationRetrieveParams.builder()
                                    .addExpand("features.subscription_update.products")
                                    .build());
            assertThat(asked.getFeatures().getSubscriptionUpdate().getProducts())
                    .extracting(Configuration.Features.SubscriptionUpdate.Product::getProduct)
                    .containsExactly(small.getProduct(), large.getProduct());
        }

        @Test
        void changes_only_what_is_said_and_tells_what_it_was() throws Exception {
            rehearsal.api(
                    "POST",
                    "/v1/billing_portal/configurations/" + configuration.getId(),
                    "features[customer_update][enabled]=true&features[customer_update][allowed_updates][0]=email"
                            + "&business_profile[headline]=");
            var changed = configurations().retrieve(configuration.getId());

            assertThat(changed.getFeatures().getCustomerUpdate().getAllowedUpdates())
                    .containsExactly("email");
            assertThat(changed.getFeatures().getInvoiceHistory().getEnabled()).isTrue();
            assertThat(changed.getBusinessProfile().getHeadline()).isNull();
            var event = rehearsal.events().getLast();
            assertThat(event.getType()).isEqualTo("billing_portal.configuration.updated");
            assertThat(event.getData().getPreviousAttributes()).containsKeys("features", "business_profile");
        }

        @Test
        void opens_no_session_once_it_is_put_away() throws Exception {
            configurations()
                    .update(
                            configuration.getId(),
                            ConfigurationUpdateParams.builder().setActive(false).build());

            assertThat(list(ConfigurationListParams.builder().setActive(true))).isZero();
            assertThatThrownBy(() -> open(SessionCreateParams.builder().setConfiguration(configuration.getId())))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("not active");
        }

        @ParameterizedTest
        @CsvSource({
            "features[0]=x, features[0]",
            "features[invoice_history]=true, features[invoice_history]",
            "features[invoice_history][enabled]=perhaps, features[invoice_history][enabled]",
            "features[customer_update][enabled]=true, features[customer_update][allowed_updates]",
            "features[customer_update][allowed_updates]=email, features[customer_update][allowed_updates]",
            "features[customer_update][allowed_updates][0]=hair, features[customer_update][allowed_updates][0]",
            "features[subscription_cancel][enabled]=true&features[subscription_cancel][proration_behavior]=always_invoice, features[subscription_cancel][proration_behavior]",
            "features[subscription_cancel][cancellation_reason][enabled]=true, features[subscription_cancel][cancellation_reason][options]",
            "features[subscription_update][enabled]=true&features[subscription_update][default_allowed_updates][0]=price&features[subscription_update][products]=, features[subscription_update][products]",
            "features[subscription_update][products][0][product]=prod_none&features[subscription_update][products][0][prices][0]=price_none, features[subscription_update][products][0][product]",
            "features[subscription_update][products][0][prices][0]=x, features[subscription_update][products][0][product]",
            "business_profile[headline][0]=x, business_profile[headline]",
            "default_return_url=javascript:alert(1), default_return_url",
            "business_profile[privacy_policy_url]=nowhere, business_profile[privacy_policy_url]",
            "login_page[enabled]=true, login_page[enabled]",
            "metadata=x, metadata",
            "bogus=1, bogus"
        })
        void refuses_what_it_cannot_honour_and_changes_nothing(String form, String param) throws Exception {
            var before = configurations().retrieve(configuration.getId());
            var told = rehearsal.types().size();

            assertThat(refusal("/v1/billing_portal/configurations/" + configuration.getId(), form))
                    .contains("\"param\":\"" + param + "\"");
            assertThat(configurations().retrieve(configuration.getId())).isEqualTo(before);
            assertThat(rehearsal.types()).hasSize(told);
        }

        @Test
        void must_say_what_it_offers() {
            assertThat(refusal("/v1/billing_portal/configurations", "name=x"))
                    .contains("parameter_missing", "\"param\":\"features\"");
            assertThat(refusal("/v1/billing_portal/configurations/" + customer.getId(), "name=x"))
                    .contains("resource_missing");
        }
    }

    @Nested
    class A_session {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "payment_method_update",
                    "subscription_cancel&flow_data[subscription_cancel][subscription]=SUB",
                })
        void can_be_about_one_thing(String flow) throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            var answer = rehearsal.api(
                    "POST",
                    "/v1/billing_portal/sessions",
                    "customer=" + subscription.getCustomer() + "&flow_data[type]="
                            + flow.replace("SUB", subscription.getId())
                            + "&flow_data[after_completion][type]=redirect"
                            + "&flow_data[after_completion][redirect][return_url]=http://localhost:9/done");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("\"return_url\":\"http://localhost:9/done\"");
        }

        @ParameterizedTest
        @CsvSource({
            "'', customer",
            "customer=cus_nobody, customer",
            "customer[id]=x, customer",
            "customer=CUS&configuration=bpc_none, configuration",
            "customer=CUS&configuration=CUS, configuration",
            "customer=CUS&return_url=javascript:alert(1), return_url",
            "customer=CUS&return_url=relative, return_url",
            "customer=CUS&locale=tlh, locale",
            "customer=CUS&flow_data=x, flow_data",
            "customer=CUS&flow_data[type]=dance, flow_data[type]",
            "customer=CUS&flow_data[type]=subscription_cancel, flow_data[subscription_cancel]",
            "customer=CUS&flow_data[type]=subscription_cancel&flow_data[subscription_cancel][subscription]=sub_none, flow_data[subscription_cancel][subscription]",
            "customer=CUS&flow_data[type]=subscription_update&flow_data[subscription_update][subscription]=sub_none, flow_data[type]",
            "customer=CUS&flow_data[type]=payment_method_update&flow_data[subscription_cancel][subscription]=x, flow_data[subscription_cancel]",
            "customer=CUS&flow_data[type]=payment_method_update&flow_data[after_completion][type]=redirect, flow_data[after_completion][redirect]",
            "customer=CUS&flow_data[type]=payment_method_update&flow_data[after_completion][type]=redirect&flow_data[after_completion][redirect][return_url]=x, flow_data[after_completion][redirect][return_url]"
        })
        void is_refused_when_it_makes_no_sense(String form, String param) throws Exception {
            var told = rehearsal.types().size();

            assertThat(refusal("/v1/billing_portal/sessions", form.replace("CUS", customer.getId())))
                    .contains("\"param\":\"" + param + "\"");
            assertThat(rehearsal.types()).hasSize(told);
        }

        @Test
        void does_not_reach_somebody_elses_subscription() throws Exception {
            var other = rehearsal.subscribed(Rehearsal.GOOD);

            assertThat(refusal(
                            "/v1/billing_portal/sessions",
                            "customer=" + customer.getId()
                                    + "&flow_data[type]=subscription_cancel&flow_data[subscription_cancel][subscription]="
                                    + other.getId()))
                    .contains("resource_missing");
        }

        @Test
        void does_not_end_what_is_ending_already() throws Exception {
            var subscription = rehearsal.subscribed(Rehearsal.GOOD);
            rehearsal.api("POST", "/v1/subscriptions/" + subscription.getId(), "cancel_at_period_end=true");

            assertThat(refusal(
                            "/v1/billing_portal/sessions",
                            "customer=" + subscription.getCustomer()
                                    + "&flow_data[type]=subscription_cancel&flow_data[subscription_cancel][subscription]="
                                    + subscription.getId()))
                    .contains("already set to be canceled");
        }

        @Test
        void is_not_for_somebody_deleted() throws Exception {
            rehearsal.stripe.v1().customers().delete(customer.getId());

            assertThat(refusal("/v1/billing_portal/sessions", "customer=" + customer.getId()))
                    .contains("resource_missing");
        }
    }

    private com.stripe.model.billingportal.Session open(SessionCreateParams.Builder wish) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .billingPortal()
                .sessions()
                .create(wish.setCustomer(customer.getId())
                        .addExpand("configuration")
                        .build());
    }

    private com.stripe.service.billingportal.ConfigurationService configurations() {
        return rehearsal.stripe.v1().billingPortal().configurations();
    }

    private int list(ConfigurationListParams.Builder wish) throws StripeException {
        return configurations().list(wish.build()).getData().size();
    }

    private Price price(long amount) throws StripeException {
        return rehearsal
                .stripe
                .v1()
                .prices()
                .create(PriceCreateParams.builder()
                        .setCurrency("eur")
                        .setUnitAmount(amount)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                .build())
                        .setProductData(PriceCreateParams.ProductData.builder()
                                .setName("Support " + amount)
                                .build())
                        .build());
    }

    private static ConfigurationCreateParams.Features.SubscriptionUpdate.Product product(Price price) {
        return ConfigurationCreateParams.Features.SubscriptionUpdate.Product.builder()
                .setProduct(price.getProduct())
                .addPrice(price.getId())
                .build();
    }

    private String refusal(String path, String form) {
        var answer = rehearsal.api("POST", path, form);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 404);
        return answer.body();
    }
}
