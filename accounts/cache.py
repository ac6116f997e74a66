"""Redis as a cache that may be away."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class _FailOpenClient(RedisCacheClient):
    """Answers "not there" within the socket timeout instead of failing the page."""

    def _open(self, operation: str, default: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), operation)(*args, **kwargs)
        except RedisError:
            logger.warning("cache unavailable", extra={"operation": operation})
            return default

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("add", False, *args, **kwargs)

    def get(self, key: Any, default: Any) -> Any:
        return self._open("get", default, key, default)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("set", None, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("touch", False, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("delete", False, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("get_many", {}, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("has_key", False, *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("set_many", None, *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._open("delete_many", None, *args, **kwargs)


class FailOpenRedisCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _FailOpenClient
