# One target for each service: npm run images, or docker build --target task .
# Needs BuildKit, which is the default from Docker 23 on, and DOCKER_BUILDKIT=1 before.
ARG NODE_IMAGE=node:24-trixie-slim
ARG DATABASE_IMAGE=mysql:9.7
ARG BROKER_IMAGE=rabbitmq:4.3


FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./


FROM manifests AS packages
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --loglevel=error


FROM packages AS services
COPY tsconfig.json ./
COPY libs libs
COPY apps apps
RUN npm run build


FROM packages AS web
COPY apps/frontend apps/frontend
RUN npm run build:web


FROM packages AS bill-of-materials
COPY scripts scripts
RUN npm run sbom


# What the services need to run. TypeScript, type declarations and the packages' source maps are for those who develop.
FROM manifests AS production-packages
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --no-audit --no-fund --loglevel=error \
 && rm -rf node_modules/typescript node_modules/@types node_modules/.bin \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) -delete


# The files of each image, laid out as in it: see the script.
FROM production-packages AS layers
COPY --from=bill-of-materials /app/dist/*.cdx.json /made/
COPY --from=services /app/dist /made/dist
COPY --from=web /app/dist/apps/frontend/web /made/dist/apps/frontend/web
COPY deploy/healthcheck.sh deploy/lay-out.sh ./
RUN sh lay-out.sh /layers


FROM ${NODE_IMAGE} AS service
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.vendor="Errand" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# glibc gives freed memory back at 128 KiB: see docs/operations.md
ENV NODE_ENV=production HOST=0.0.0.0 MALLOC_TRIM_THRESHOLD_=131072
# whole folders: those that were there then have the time of the ones that come, whatever comes into them
COPY --from=layers /layers/service/ /
WORKDIR /app
# the image's user "node", as a number, so that Kubernetes sees that it is not root
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=10s --retries=6 --start-period=300s CMD ["bash", "healthcheck.sh"]


FROM service AS gateway
LABEL org.opencontainers.image.title="Errand: REST API"
ENV ERRAND_SERVICE=gateway GATEWAY_PORT=8080
EXPOSE 8080
COPY --from=layers /layers/gateway/ /
CMD ["node", "dist/apps/gateway/src/main.js"]


FROM service AS task
LABEL org.opencontainers.image.title="Errand: tasks"
ENV ERRAND_SERVICE=task TASK_PORT=8081
EXPOSE 8081
COPY --from=layers /layers/task/ /
CMD ["node", "dist/apps/task/src/main.js"]


FROM service AS user
LABEL org.opencontainers.image.title="Errand: accounts"
ENV ERRAND_SERVICE=user USER_PORT=8082
EXPOSE 8082
COPY --from=layers /layers/user/ /
CMD ["node", "dist/apps/user/src/main.js"]


FROM service AS storage
LABEL org.opencontainers.image.title="Errand: files"
ENV ERRAND_SERVICE=storage STORAGE_PORT=9000 STORAGE_DIR=/var/lib/errand/blobs
EXPOSE 9000
COPY --from=layers /layers/storage/ /
CMD ["node", "dist/apps/storage/src/main.js"]


FROM service AS frontend
LABEL org.opencontainers.image.title="Errand: web client"
ENV ERRAND_SERVICE=frontend FRONTEND_PORT=80
EXPOSE 80
COPY --from=layers /layers/frontend/ /
CMD ["node", "dist/apps/frontend/server/main.js"]


FROM ${DATABASE_IMAGE} AS database
LABEL org.opencontainers.image.vendor="Errand" org.opencontainers.image.title="Errand: database"
COPY deploy/database /errand
ENTRYPOINT ["sh", "/errand/start.sh"]


FROM ${BROKER_IMAGE} AS broker
LABEL org.opencontainers.image.vendor="Errand" org.opencontainers.image.title="Errand: broker"
COPY deploy/broker /errand
ENTRYPOINT ["sh", "/errand/start.sh"]
