package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps {@link OnlyFor}: a wrong body must not tell somebody without the right what a right one looks like. */
@Configuration
class RoleGate implements WebMvcConfigurer, HandlerInterceptor {
    private static final String ID = "id";

    private final ObjectProvider<Audit> audit;

    /** @param audit is asked for when somebody is refused: what answers requests is there before the trail */
    RoleGate(ObjectProvider<Audit> audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var only = handler instanceof HandlerMethod method ? method.getMethodAnnotation(OnlyFor.class) : null;
        if (only != null && !isSelf(request, only.orSelf())) {
            try {
                user().mustBe(only.value());
                if (only.ofRoot() && !isOfRoot()) {
                    throw Problem.forbidden("this reaches beyond your division");
                }
            } catch (Problem why) {
                note(request, only.refusal(), why);
                throw why;
            }
        }
        return true;
    }

    /** Into the trail, by itself: nothing else is done. */
    private void note(HttpServletRequest request, String refusal, Problem why) {
        if (!refusal.isEmpty()) {
            var path = request.getRequestURI();
            audit.getObject()
                    .record(Act.of(user().username(), refusal, object(request, path))
                            .telling(Map.of(
                                    "act",
                                    path.substring(path.lastIndexOf('/') + 1),
                                    "role",
                                    user().role(),
                                    "status",
                                    why.getStatusCode().value(),
                                    "why",
                                    String.valueOf(why.getBody().getDetail()))));
        }
    }

    private static String object(HttpServletRequest request, String path) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get(ID) instanceof String id
                ? id
                : path;
    }

    private static boolean isSelf(HttpServletRequest request, String variable) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                && user().username().equals(path.get(variable));
    }

    private static boolean isOfRoot() {
        return SecurityContextHolder.getContext().getAuthentication().getAuthorities().stream()
                .anyMatch(authority -> SignedIn.ROOT.equals(authority.getAuthority()));
    }

    private static CurrentUser user() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof CurrentUser user) {
            return user;
        }
        throw new IllegalStateException("an operation with roles is reached by users alone");
    }
}
