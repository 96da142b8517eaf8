#define FACTOR (SCALE * 1.0f)
