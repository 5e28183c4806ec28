package cn.shanshao.center.identity;

import cn.shanshao.center.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
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
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var only = handler instanceof HandlerMethod method ? method.getMethodAnnotation(OnlyFor.class) : null;
        if (only != null && !isSelf(request, only.orSelf())) {
            user().mustBe(only.value());
            if (only.ofRoot() && !isOfRoot()) {
                throw Problem.forbidden("this reaches beyond your division");
            }
        }
        return true;
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
